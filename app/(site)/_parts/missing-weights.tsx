import type { BackboneId } from "#domain/backbones/backbone-ids";
import { BACKBONES } from "#domain/backbones/catalogue";

/** That no trainer can train on a backbone, and what to do about it. */
export const MissingWeights = ({ id }: { id: BackboneId }) => (
  <>
    No trainer that is connected has {BACKBONES[id].title}’s weights.{" "}
    <code className="code">npm run backbone -- {id}</code> on the trainer’s machine gets them; a copy of one’s own is
    named by <code className="code">XCEPTION_WEIGHTS=/path</code>.
  </>
);
