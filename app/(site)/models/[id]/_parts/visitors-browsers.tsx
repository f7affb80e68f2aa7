import { BACKEND_NAMES } from "../../../../_inference/backend-names.ts";
import { Link } from "../../../../_ui/link.tsx";
import { formatCount, formatMilliseconds } from "../../../../_ui/numbers.ts";
import { Plate } from "../../../../_ui/plate.tsx";
import { Table, Td, Th } from "../../../../_ui/table.tsx";
import type { ModelDetail } from "./model-detail.ts";

/** How fast the model is for visitors: what those saw who shared it. */
export function VisitorsBrowsers({ model: { id, visibility, timings } }: { model: ModelDetail }) {
  // Nobody but its owner can have tried what is private.
  if (visibility !== "public" && timings.length === 0) return null;
  return (
    <Plate title="In visitors’ browsers" caption={timings.length > 0 ? "medians" : undefined}>
      {timings.length > 0 && (
        <Table caption="Time for a picture in visitors’ browsers" dense>
          <thead>
            <tr>
              <Th>Runs on</Th>
              <Th numeric>A picture</Th>
              <Th numeric>Middle half</Th>
              <Th numeric>Warm-up</Th>
              <Th numeric>Browsers</Th>
            </tr>
          </thead>
          <tbody>
            {timings.map(({ backend, browsers, median, quartiles: [lower, upper], warmUpMedian }) => (
              <tr key={backend}>
                <Td>{BACKEND_NAMES[backend]}</Td>
                <Td numeric>{formatMilliseconds(median)}</Td>
                <Td numeric>
                  {formatMilliseconds(lower)} to {formatMilliseconds(upper)}
                </Td>
                <Td numeric>{formatMilliseconds(warmUpMedian)}</Td>
                <Td numeric>{formatCount(browsers)}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      <p className="caption mt-2 max-w-prose text-pretty">
        {timings.length > 0 ? "Shared by visitors of the" : "Nobody has shared a time yet. Visitors can, on the"}{" "}
        <Link className="text-link" href={`/classify?model=${id}`}>
          classify page
        </Link>
        .
      </p>
    </Plate>
  );
}
