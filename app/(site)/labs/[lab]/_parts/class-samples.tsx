"use client";
import { useMemo } from "react";
import { ErrorState } from "../../../../_ui/error-state.tsx";
import { Note } from "../../../../_ui/note.tsx";
import { PixelImage } from "../../../../_ui/pixel-image.tsx";
import { Skeleton } from "../../../../_ui/skeleton.tsx";
import { useFirstSheet } from "../../../classify/_parts/use-test-sheet.ts";
import type { DatasetDetail } from "../../_view/lab-types.ts";
import { PER_CLASS, samplesByClass } from "../../_view/samples-by-class.ts";

type ClassSamplesProps = { dataset: DatasetDetail | null; classes: readonly string[] };

/** The same number of pictures of each class, a row a class. */
export function ClassSamples({ dataset, classes }: ClassSamplesProps) {
  const indexSha256 = dataset?.indexSha256 ?? null;
  const sheet = useFirstSheet(indexSha256);
  const rows = useMemo(() => (sheet.data ? samplesByClass(sheet.data, classes.length) : null), [sheet.data, classes]);
  if (dataset && indexSha256 === null) {
    return (
      <Note>
        <b>No pictures yet.</b> A trainer publishes them when it starts for the first time.
      </Note>
    );
  }
  if (sheet.isError) {
    return (
      <ErrorState title="The pictures did not arrive." onRetry={() => sheet.refetch()} retrying={sheet.isFetching} />
    );
  }
  return (
    <table className="lab-samples">
      <caption className="sr-only">Pictures of each class</caption>
      <tbody>
        {classes.map((name, k) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>
              <div className="lab-samples-row">
                {rows
                  ? rows[k]?.map(({ number, pixels }) => (
                      <PixelImage
                        key={number}
                        pixels={pixels.data}
                        width={pixels.width}
                        height={pixels.height}
                        channels={4}
                        size={32}
                        alt={`${name}, test picture ${number}`}
                      />
                    ))
                  : Array.from({ length: PER_CLASS }, (_, i) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
                      <Skeleton key={i} className="size-8" />
                    ))}
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
