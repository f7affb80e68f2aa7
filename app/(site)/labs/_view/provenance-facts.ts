import type { Fact } from "#domain/labs/report";
import { deviceTitle, engineTitle } from "#domain/runs/engine-record";
import { formatDuration } from "../../../_ui/numbers.ts";
import { configurationFacts } from "../../runs/_view/configuration-facts.ts";
import type { LabRun } from "./lab-types.ts";

/** All that it takes to repeat a run: its spec, and on what it was computed. */
export function provenanceFacts({ run, differences }: LabRun): Fact[] {
  const { engine, trainer } = run;
  const facts: (Fact | false)[] = [
    { key: "Run", value: run.id },
    ...configurationFacts(run.spec),
    differences.length > 0 && { key: "Departs from the lab", value: differences.join("; ") },
    run.startedAt !== null && { key: "Started", value: inUtc(run.startedAt) },
    run.trainingSeconds !== null && { key: "Training", value: formatDuration(run.trainingSeconds) },
    run.endedEarly && { key: "Ended", value: `early, after epoch ${run.epoch}` },
    trainer !== null && { key: "Trainer", value: trainer.name },
    engine !== null && {
      key: "Engine",
      value: `${engineTitle(engine)}, TensorFlow.js ${engine.tfjs}, Node ${engine.node.replace(/^v/, "")}`,
    },
    engine !== null && {
      key: "Hardware",
      value: `${deviceTitle(engine)} (${engine.device}), ${engine.threads} ${engine.threads === 1 ? "thread" : "threads"}, ${engine.platform}`,
    },
  ];
  return facts.filter((fact) => fact !== false);
}

/** "24 Nov 2026, 21:50 UTC" */
export const inUtc = (at: Date): string =>
  `${at.toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" })}, ${at.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "UTC" })} UTC`;
