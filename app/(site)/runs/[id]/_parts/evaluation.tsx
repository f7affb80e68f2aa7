"use client";
import { ErrorState } from "../../../../_ui/error-state.tsx";
import { Note } from "../../../../_ui/note.tsx";
import { Plate } from "../../../../_ui/plate.tsx";
import { Skeleton } from "../../../../_ui/skeleton.tsx";
import { useNearViewport } from "../../../../_ui/use-near-viewport.ts";
import type { RunDetail } from "../../_view/run-types.ts";
import { CalibrationPlate } from "./calibration-plate.tsx";
import { CellPictures } from "./cell-pictures.tsx";
import { EvaluationTables } from "./evaluation-tables.tsx";
import { Mistakes } from "./mistakes.tsx";
import { useChosenCell } from "./use-chosen-cell.ts";
import { usePredictions } from "./use-predictions.ts";

type EvaluationProps = {
  run: RunDetail;
  /** confusion[true class][predicted class] */
  confusion: readonly (readonly number[])[];
};

/** What the network tells apart and what it takes for what, down to the single picture. */
export function Evaluation({ run, confusion }: EvaluationProps) {
  const { name, classes, answers } = run;
  const [cell, choose] = useChosenCell(confusion, classes);
  return (
    <div id="evaluation">
      <EvaluationTables
        name={name}
        confusion={confusion}
        classes={classes}
        cell={cell}
        onChoose={answers ? choose : undefined}
      />
      {answers ? (
        <Pictures run={run} cell={cell} />
      ) : (
        <Note className="mt-5">
          <b>The answers to the single pictures were not kept.</b> The run is older than they are; one that is launched
          now shows the pictures behind each cell, its surest mistakes and its calibration.
        </Note>
      )}
    </div>
  );
}

type PicturesProps = { run: RunDetail; cell: ReturnType<typeof useChosenCell>[0] };

/** What follows from single answers; they are fetched when it comes near. */
function Pictures({ run, cell }: PicturesProps) {
  const { id, name, spec, classes } = run;
  const [box, near] = useNearViewport<HTMLDivElement>();
  const { data: predictions, isError, isFetching, refetch } = usePredictions(id, near);
  const modelId = run.mine || run.modelVisibility === "public" ? run.modelId : null;
  const parts = { dataset: spec.dataset, classes, modelId };
  return (
    <div ref={box}>
      {isError ? (
        <div className="mt-10">
          <ErrorState title="The single answers did not arrive." onRetry={() => refetch()} retrying={isFetching} />
        </div>
      ) : predictions ? (
        <>
          {cell && (
            <CellPictures key={`${cell.truth}-${cell.answer}`} cell={cell} predictions={predictions} {...parts} />
          )}
          <div className="grid items-start gap-x-10 desktop:grid-cols-[minmax(0,1.45fr)_minmax(0,1fr)]">
            <Mistakes predictions={predictions} {...parts} />
            <CalibrationPlate name={name} predictions={predictions} />
          </div>
        </>
      ) : (
        <Plate title="Pictures">
          <div className="h-[640px]" aria-busy="true">
            <Skeleton className="h-16 w-full" />
          </div>
        </Plate>
      )}
    </div>
  );
}
