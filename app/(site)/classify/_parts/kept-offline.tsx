"use client";
import { useState } from "react";
import { Button, IconButton } from "../../../_ui/button.tsx";
import { Checkbox } from "../../../_ui/checkbox.tsx";
import { Note } from "../../../_ui/note.tsx";
import { formatBytes } from "../../../_ui/numbers.ts";
import { Plate } from "../../../_ui/plate.tsx";
import { bytesOf, MOST_KEPT } from "./kept-models.ts";
import type { UsableModel } from "./usable-model.ts";
import type { useKeptModels } from "./use-kept-models.ts";

type KeptOfflineProps = {
  kept: ReturnType<typeof useKeptModels>;
  /** The models of the page. */
  chosen: readonly UsableModel[];
};

/** What works without a connection, how much room it takes, and how to change that. */
export function KeptOffline({
  kept: { possible, models, problem, makeAvailable, pin, remove },
  chosen,
}: KeptOfflineProps) {
  const [busy, setBusy] = useState<string | null>(null);
  if (!possible) return null;
  const missing = chosen.filter(
    ({ publishedAt, manifestSha256 }) =>
      publishedAt !== null && !models.some((model) => model.manifestSha256 === manifestSha256),
  );
  const make = async (model: UsableModel) => {
    setBusy(model.id);
    await makeAvailable(model);
    setBusy(null);
  };
  return (
    <Plate
      title="Without a connection"
      caption={models.length > 0 ? `${formatBytes(bytesOf(models))} kept in this browser` : undefined}
      tools={
        models.length > 1 && (
          <Button size="sm" variant="plain" icon="trash" onClick={() => remove(() => true)}>
            Remove all
          </Button>
        )
      }
    >
      <p className="sub mb-2">
        This page works offline with published models that you used, up to {formatBytes(MOST_KEPT)} of them; those used
        longest ago leave first. A model that is withdrawn leaves with the next connection.
      </p>
      {problem && (
        <Note tone="bad" role="alert" className="mb-2">
          {problem}
        </Note>
      )}
      <ul className="grid">
        {models.map(({ manifestSha256, name, pinned, files }) => (
          <li
            key={manifestSha256}
            className="flex flex-wrap items-center gap-x-4 border-t border-line py-1.5 text-sm"
            aria-label={name}
          >
            <span className="min-w-0 flex-1 truncate">{name}</span>
            <span className="caption">{formatBytes(files.reduce((sum, { bytes }) => sum + bytes, 0))}</span>
            <Checkbox label="Always" checked={pinned} onChange={(event) => pin(manifestSha256, event.target.checked)} />
            <IconButton
              icon="trash"
              label={`Remove ${name} from this browser`}
              onClick={() => remove((model) => model.manifestSha256 === manifestSha256)}
            />
          </li>
        ))}
        {missing.map((model) => (
          <li
            key={model.id}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line py-1.5 text-sm"
          >
            <span className="min-w-0 flex-1 truncate">{model.name}</span>
            <Button size="sm" icon="download" loading={busy === model.id} onClick={() => make(model)}>
              Make available offline
            </Button>
          </li>
        ))}
      </ul>
    </Plate>
  );
}
