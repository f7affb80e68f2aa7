import { ButtonLink } from "../../../../_ui/button.tsx";
import { Note } from "../../../../_ui/note.tsx";
import { Plate } from "../../../../_ui/plate.tsx";
import type { RunDetail } from "../../_view/run-types.ts";

/** Why a run failed: one sentence, what to do, then the details for who looks closer. */
export function FailurePanel({ run }: { run: RunDetail }) {
  const { failure } = run;
  return (
    <Plate title="What went wrong">
      <p className="mb-2.5 font-medium text-lg">{failure?.message ?? "The run failed without saying why."}</p>
      <Note tone="bad">
        <b>{failure?.advice ?? "Run it again; if it fails again, look at its events."}</b>{" "}
        {run.sparkline.length === 0
          ? "Nothing was lost: no epoch had finished."
          : "The epochs that had finished are kept below."}
      </Note>
      {run.mine && (
        <div className="mt-3 flex flex-wrap gap-2">
          <ButtonLink variant="go" href={`/experiments/new?from=${run.id}`}>
            Change and launch again
          </ButtonLink>
        </div>
      )}
      {failure?.details && (
        <details className="mt-4">
          <summary className="caption w-fit">Details</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard */}
          <pre tabIndex={0} className="output mt-2 max-h-80 overflow-auto">
            {failure.details}
          </pre>
        </details>
      )}
    </Plate>
  );
}
