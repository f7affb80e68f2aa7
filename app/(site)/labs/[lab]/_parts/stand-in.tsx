import type { BackboneId } from "#domain/backbones/backbone-ids";
import { BACKBONES } from "#domain/backbones/catalogue";
import type { NetworkFigures } from "#domain/labs/figures";
import { Note } from "../../../../_ui/note.tsx";
import { MissingWeights } from "../../../_parts/missing-weights.tsx";

type StandInProps = {
  network: NetworkFigures;
  /** Backbones that somebody can train on. */
  trainable: readonly BackboneId[];
};

/** Says that a network is not the one that the lab asks for, and why. */
export function StandIn({ network: { insteadOf, run }, trainable }: StandInProps) {
  if (!insteadOf) return null;
  const { title } = BACKBONES[insteadOf];
  return (
    <Note className="mt-2 mb-2" icon="alert">
      <b>In place of {title}.</b>{" "}
      {trainable.includes(insteadOf) ? (
        `The run that was chosen is of this network. Launched again, the lab trains ${title}.`
      ) : (
        <>
          <MissingWeights id={insteadOf} /> Then {run ? "a new launch" : "the lab"} trains {title}.
        </>
      )}
    </Note>
  );
}
