"use client";
import { useState } from "react";
import type { RunEvent } from "#domain/runs/events";
import { stringifyMeasured } from "#domain/runs/stringify-measured";
import { useTRPCClient } from "../../../../_trpc/client.ts";
import { Button } from "../../../../_ui/button.tsx";
import { Menu } from "../../../../_ui/menu.tsx";
import type { MenuEntry } from "../../../../_ui/menu-props.ts";
import { saveText } from "../../../../_ui/save-text.ts";
import { showToast } from "../../../../_ui/toast.tsx";
import type { EpochPoint } from "../../_view/run-feed.ts";
import type { RunDetail } from "../../_view/run-types.ts";
import { historyCsv, predictionsCsv } from "../_view/run-files.ts";
import { useReadPredictions } from "./use-predictions.ts";

/** As many as one answer of the API carries. */
const EVENTS_AT_ONCE = 2_000;

type ExportMenuProps = {
  run: RunDetail;
  epochs: readonly EpochPoint[];
};

/** What is known of the run, as files. */
export function ExportMenu({ run, epochs }: ExportMenuProps) {
  const client = useTRPCClient();
  const readPredictions = useReadPredictions(run.id);
  const [busy, setBusy] = useState(false);

  const save = async (what: string, extension: "csv" | "json", make: () => string | Promise<string>) => {
    setBusy(true);
    try {
      saveText(await make(), `${run.name}, ${what}`, extension);
    } catch {
      showToast(`The ${what} did not arrive; try again`, { tone: "bad" });
    } finally {
      setBusy(false);
    }
  };
  const readEvents = async () => {
    const events: RunEvent[] = [];
    for (let after = 0; ; ) {
      const page = await client.runs.events.query({ id: run.id, after, limit: EVENTS_AT_ONCE });
      events.push(...page.events);
      after = page.events.at(-1)?.seq ?? after;
      if (page.events.length < EVENTS_AT_ONCE) return events;
    }
  };

  const history: MenuEntry[] =
    epochs.length === 0
      ? []
      : [
          { label: "History, CSV", icon: "table", onSelect: () => save("history", "csv", () => historyCsv(epochs)) },
          {
            label: "History, JSON",
            icon: "file",
            onSelect: () => save("history", "json", () => stringifyMeasured(epochs)),
          },
        ];
  const predictions: MenuEntry[] = run.answers
    ? [
        {
          label: "Predictions, CSV",
          icon: "table",
          onSelect: () => save("predictions", "csv", async () => predictionsCsv(await readPredictions(), run.classes)),
        },
      ]
    : [];
  return (
    <Menu
      trigger={
        <Button icon="download" loading={busy}>
          Export
        </Button>
      }
      entries={[
        {
          label: "Specification, JSON",
          icon: "file",
          onSelect: () => save("specification", "json", () => JSON.stringify(run.spec, null, 2)),
        },
        ...history,
        {
          label: "Events, JSON",
          icon: "file",
          onSelect: () => save("events", "json", async () => stringifyMeasured(await readEvents())),
        },
        ...predictions,
      ]}
    />
  );
}
