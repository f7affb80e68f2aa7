import { ButtonLink } from "../../../_ui/button.tsx";
import { Plate } from "../../../_ui/plate.tsx";
import type { CompareView } from "../_view/compare-view.ts";
import { RunSearch } from "./run-search.tsx";
import type { ChangeView } from "./use-compare-view.ts";

/** What stands in a comparison's place while it has fewer than two runs. */
export function ChooseRuns({ view, onChange }: { view: CompareView; onChange: ChangeView }) {
  return (
    <Plate
      title={view.runs.length === 0 ? "Choose the runs" : "Choose another run"}
      caption="two to fifty"
      tools={
        <ButtonLink variant="plain" size="sm" href="/experiments">
          All experiments
        </ButtonLink>
      }
      className="max-w-[680px]"
    >
      <RunSearch view={view} onChange={onChange} />
    </Plate>
  );
}
