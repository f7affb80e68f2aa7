import { Marker } from "../../../_ui/chart/marker.tsx";
import type { ShownRun } from "../_view/compared-run.ts";

/** A run in a table's head or row: marker and name, the short one on a phone. */
export function RunName({ run }: { run: ShownRun }) {
  return (
    <span className="run-name">
      <Marker slot={run.slot} />
      <span className="max-tablet:hidden">{run.label}</span>
      <span className="tablet:hidden">{run.short}</span>
    </span>
  );
}
