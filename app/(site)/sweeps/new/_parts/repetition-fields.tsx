"use client";
import { SWEEP_LIMITS } from "#domain/limits";
import { rungsOf } from "#domain/sweeps/successive-halving";
import { Checkbox } from "../../../../_ui/checkbox.tsx";
import { Plate } from "../../../../_ui/plate.tsx";
import { numberOf } from "../../../_view/number-of.ts";
import type { SweepDraft } from "../../_view/sweep-draft.ts";
import { DraftNumber } from "./draft-number.tsx";
import type { DraftProps } from "./draft-props.ts";

/** How often each combination runs, and whether losers are let run to their end. */
export function RepetitionFields(form: DraftProps) {
  const { draft, change } = form;
  return (
    <Plate title="Seeds and early stopping">
      <div className="grid grid-cols-2 gap-4 desktop:grid-cols-4">
        <DraftNumber
          {...form}
          name="repetitions"
          place="repetitions"
          label="Repetitions"
          range={SWEEP_LIMITS.repetitions}
          hint={seedsText(draft)}
        />
      </div>
      <Checkbox
        className="mt-5"
        label="Stop losers early"
        checked={draft.halving}
        onChange={({ target }) => change({ halving: target.checked })}
      />
      {draft.halving && (
        <>
          <div className="mt-3 grid grid-cols-2 gap-4 desktop:grid-cols-4">
            <DraftNumber
              {...form}
              name="minEpochs"
              place="halving.minEpochs"
              label="First at epoch"
              range={SWEEP_LIMITS.minEpochs}
            />
            <DraftNumber
              {...form}
              name="reduction"
              place="halving.reduction"
              label="One goes on of"
              range={SWEEP_LIMITS.reduction}
            />
          </div>
          <p className="field-hint mt-2">{halvingText(draft)}</p>
        </>
      )}
    </Plate>
  );
}

function seedsText({ base, repetitions }: SweepDraft): string {
  const count = numberOf(repetitions);
  if (!Number.isInteger(count) || count < 2) return "More than one tells luck from merit.";
  return count === 2 ? `Seeds ${base.seed} and ${base.seed + 1}.` : `Seeds ${base.seed} to ${base.seed + count - 1}.`;
}

/** When runs are judged, and how many of them are let go on. */
function halvingText({ epochs, minEpochs, reduction }: SweepDraft): string {
  const [last, first, factor] = [epochs, minEpochs, reduction].map(numberOf);
  if (!last || !first || !factor || factor < 2 || first < 1) return "";
  const rungs = rungsOf({ metric: "validationAccuracy", minEpochs: first, reduction: factor }, last);
  if (rungs.length === 0) return "";
  return `After epoch ${rungs.join(", ")} a run goes on only if its validation accuracy is among the best 1/${factor} of those that came as far. A run that is stopped is tested and keeps its model.`;
}
