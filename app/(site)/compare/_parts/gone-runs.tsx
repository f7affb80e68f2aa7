import { Note } from "../../../_ui/note.tsx";
import type { GoneRun } from "../_view/compared-run.ts";

type GoneRunsProps = { gone: readonly GoneRun[]; total: number; onRemove: (() => void) | undefined };

/** More names are a list that nobody reads. */
const NAMED = 6;

/** A run that was deleted, or is nobody's business: by its name where the reader may know it, else by its id. */
const nameOf = ({ id, name }: GoneRun) => name ?? `…${id.slice(-8)}`;

/** Says which of the runs in the address are not there; the others are compared all the same. */
export function GoneRuns({ gone, total, onRemove }: GoneRunsProps) {
  const one = gone.length === 1;
  return (
    <Note tone="warn" icon="trash" className="mb-5">
      <b>
        {gone.length} of {total} runs {one ? "is" : "are"} gone:
      </b>{" "}
      {gone.slice(0, NAMED).map(nameOf).join(", ")}
      {gone.length > NAMED && ` and ${gone.length - NAMED} more`}. {one ? "It was" : "They were"} deleted, or{" "}
      {one ? "is" : "are"} not yours.{" "}
      {onRemove && (
        <button type="button" className="text-link" onClick={onRemove}>
          Remove {one ? "it" : "them"} from this comparison
        </button>
      )}
    </Note>
  );
}
