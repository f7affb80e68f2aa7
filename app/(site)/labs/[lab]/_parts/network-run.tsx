"use client";
import { useState } from "react";
import type { NetworkFigures } from "#domain/labs/figures";
import type { Lab } from "#domain/labs/lab";
import { accuracyInterval } from "#domain/models/accuracy-interval";
import { isTerminal } from "#domain/runs/states";
import { Button, ButtonLink } from "../../../../_ui/button.tsx";
import { ConfirmDialog } from "../../../../_ui/dialog.tsx";
import { DrawingMenu } from "../../../../_ui/drawing-menu.tsx";
import { Figure, Measure } from "../../../../_ui/figures.tsx";
import { KeyValues } from "../../../../_ui/key-values.tsx";
import { formatCount, formatDuration, formatInterval, formatPercent } from "../../../../_ui/numbers.ts";
import { paperDrawing } from "../../../../_ui/paper-drawing.tsx";
import { Status } from "../../../../_ui/status.tsx";
import { aboutParts } from "../../../runs/_view/about-duration.ts";
import { stateInWords } from "../../../runs/_view/state-in-words.ts";
import type { LabRun } from "../../_view/lab-types.ts";
import { runPace } from "../../_view/run-pace.ts";
import { ChooseRun } from "./choose-run.tsx";
import { MiniCurves, type MiniCurvesProps } from "./mini-curves.tsx";
import type { LabActions } from "./use-lab-actions.ts";

type NetworkRunProps = {
  lab: Lab;
  network: NetworkFigures;
  found: LabRun | null;
  /** Null for a visitor. */
  actions: LabActions | null;
};

/** The run that stands for a network: state, progress, curves, result, and what can be done with it. */
export function NetworkRun({ lab, network, found, actions }: NetworkRunProps) {
  const { title } = network;
  return (
    <article className="lab-run" aria-label={title}>
      <header>
        <h3 className="text-lg font-strong">{title}</h3>
        {found ? (
          <Status state={found.run.state} progress={runPace(found).share}>
            {stateInWords(found.run)}
          </Status>
        ) : (
          <span className="caption">not launched</span>
        )}
      </header>
      {found ? (
        <Found found={found} network={network} />
      ) : (
        <p className="sub">Launch it with the lab, or let an earlier run stand for it.</p>
      )}
      {actions && <Acts lab={lab} network={network} found={found} actions={actions} />}
    </article>
  );
}

function Found({ found, network }: { found: LabRun; network: NetworkFigures }) {
  const { run, epochs, differences } = found;
  const best = run.bestValidationAccuracy;
  return (
    <>
      <dl>
        <Headline found={found} />
      </dl>
      {run.failureMessage && <p className="text-fail text-sm">{run.failureMessage}</p>}
      {run.queue && <p className="caption">{run.queue.waitingFor}</p>}
      <KeyValues
        items={[
          { key: "Parameters", value: formatCount(run.parameters) },
          { key: "Best validation", value: best === null ? "–" : `${formatPercent(best)}, epoch ${run.bestEpoch}` },
          { key: "Training", value: run.trainingSeconds === null ? "–" : formatDuration(run.trainingSeconds) },
        ]}
      />
      {epochs.length > 0 && (
        <Curves
          title={network.title}
          epochs={epochs}
          planned={isTerminal(run.state) ? epochs.length : run.epochs}
          slot={network.slot}
        />
      )}
      {differences.length > 0 && <p className="caption">Not as the lab asks: {differences.join("; ")}.</p>}
    </>
  );
}

function Curves(props: MiniCurvesProps) {
  const { title, epochs } = props;
  return (
    <figure>
      <figcaption className="caption flex items-center justify-between">
        accuracy, %
        <DrawingMenu
          noun={`the curves of ${title.toLowerCase()}`}
          name={`${title}, accuracy`}
          draw={() =>
            paperDrawing({
              title: `${title}: accuracy, %, over the epochs`,
              note: "Solid: validation, dashed: train.",
              charts: [{ chart: <MiniCurves {...props} /> }],
            })
          }
          numbers={() => ({
            head: ["epoch", "train accuracy", "validation accuracy"],
            rows: epochs.map((one) => [one.epoch, one.trainAccuracy, one.validationAccuracy]),
          })}
        />
      </figcaption>
      <MiniCurves {...props} />
    </figure>
  );
}

/** The one number: the test accuracy, or what there is on the way to it. */
function Headline({ found }: { found: LabRun }) {
  const { run } = found;
  if (run.testAccuracy !== null && run.testCount !== null) {
    return (
      <Figure label="test accuracy" lead>
        {formatPercent(run.testAccuracy, 2, "")}{" "}
        <small>{formatInterval(accuracyInterval(run.testAccuracy, run.testCount))}&nbsp;%</small>
      </Figure>
    );
  }
  if (run.features) {
    const { done, total } = run.features;
    return (
      <Figure label="test accuracy, after training">features {formatPercent(total > 0 ? done / total : 0, 0)}</Figure>
    );
  }
  const { epoch, left } = runPace(found);
  if (run.state === "running") {
    return (
      <Figure label="test accuracy, after training">
        epoch {Math.max(1, epoch)} <small>of {run.epochs}</small>
        {left !== null && (
          <small>
            , <Measure parts={aboutParts(left)} /> left
          </small>
        )}
      </Figure>
    );
  }
  return <Figure label="test accuracy">{run.state === "queued" ? `place ${run.queue?.place ?? "–"}` : "–"}</Figure>;
}

type ActsProps = { lab: Lab; network: NetworkFigures; found: LabRun | null; actions: LabActions };

function Acts({ lab, network, found, actions }: ActsProps) {
  const [choosing, setChoosing] = useState(false);
  const [asking, setAsking] = useState(false);
  const { id, title } = network;
  const name = title.toLowerCase();
  const active = found !== null && !isTerminal(found.run.state);
  return (
    <div className="lab-run-acts">
      {found && (
        <ButtonLink size="sm" href={`/runs/${found.run.id}`} aria-label={`Open the run of ${name}`}>
          Open run
        </ButtonLink>
      )}
      {found?.run.modelId && (
        <ButtonLink size="sm" variant="plain" href={`/classify?model=${found.run.modelId}`} aria-label={`Try ${name}`}>
          Try it
        </ButtonLink>
      )}
      {active && (
        <Button
          size="sm"
          variant="plain"
          disabled={found.run.command === "cancel"}
          onClick={() => setAsking(true)}
          aria-label={`Cancel ${name}`}
        >
          Cancel
        </Button>
      )}
      {found && !active && (
        <Button
          size="sm"
          variant="plain"
          disabled={actions.launching}
          onClick={() => actions.launch([id])}
          aria-label={`Launch ${name} again`}
        >
          Launch again
        </Button>
      )}
      <Button
        size="sm"
        variant={found ? "plain" : "default"}
        onClick={() => setChoosing(true)}
        aria-label={`Use an earlier run for ${name}`}
      >
        {found ? "Other run" : "Use an earlier run"}
      </Button>
      {choosing && (
        <ChooseRun
          lab={lab}
          network={network}
          chosen={found?.run.id ?? null}
          actions={actions}
          onClose={() => setChoosing(false)}
        />
      )}
      {found && (
        <ConfirmDialog
          open={asking}
          onOpenChange={setAsking}
          title={`Cancel ${name}?`}
          description="It ends within a batch. Its epochs are kept, but there will be no test and no model."
          confirm="Cancel the run"
          dismiss="Let it run"
          danger
          onConfirm={() => actions.cancel(found.run.id)}
        />
      )}
    </div>
  );
}
