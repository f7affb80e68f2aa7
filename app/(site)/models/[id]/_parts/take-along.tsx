"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ExportFormat, exportFileName } from "#domain/models/export-formats";
import { useTRPC } from "../../../../_trpc/client.ts";
import { Plate } from "../../../../_ui/plate.tsx";
import { showToast } from "../../../../_ui/toast.tsx";
import { ExportCode } from "./export-code.tsx";
import { ExportRow } from "./export-row.tsx";
import type { ModelDetail } from "./model-detail.ts";
import type { ModelExport } from "./model-export.ts";

type TakeAlongProps = { model: ModelDetail; exports: ModelExport[]; signedIn: boolean };

/** Milliseconds between two looks at files in preparation. */
const LOOK_INTERVAL = 1000;

const isUnderway = ({ state }: ModelExport): boolean => state === "queued" || state === "building";

/** The model in formats of other tools: prepared when somebody first asks, then there for everybody who sees the model. */
export function TakeAlong({ model: { id, name, spec }, exports, signedIn }: TakeAlongProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { data: rows = exports } = useQuery({
    ...trpc.exports.byModel.queryOptions({ id }),
    initialData: exports,
    refetchInterval: ({ state }) => (state.data?.some(isUnderway) ? LOOK_INTERVAL : false),
  });
  const prepare = useMutation(
    trpc.exports.prepare.mutationOptions({
      onSettled: () => queries.invalidateQueries(trpc.exports.pathFilter()),
      onError: (error) => showToast(error.message, { tone: "bad" }),
    }),
  );
  const fileName = (format: ExportFormat) => exportFileName(name, format);
  return (
    <Plate title="Take it along" caption="in formats of other tools">
      <ul aria-label="Formats" className="border-line border-t">
        {rows.map((row) => (
          <ExportRow
            key={row.format}
            row={row}
            href={`/api/models/${id}/exports/${row.format}`}
            fileName={fileName(row.format)}
            signInHref={signedIn ? null : `/sign-in?next=${encodeURIComponent(`/models/${id}`)}`}
            asking={prepare.isPending && prepare.variables.format === row.format}
            onPrepare={() => prepare.mutate({ id, format: row.format })}
          />
        ))}
      </ul>
      <ExportCode fileName={fileName} dataset={spec.dataset} />
    </Plate>
  );
}
