/** The events of a run as sentences, for people who want to know what happened, in what order, and when. */
import type { EngineRecord } from "#domain/runs/engine-record";
import type { RunEvent } from "#domain/runs/events";
import { formatBytes, formatCount, formatLoss, formatPercent } from "../../../_ui/numbers.ts";

type LogPart = { text: string; tone?: "best" | "mono" };
export type LogLine = {
  seq: number;
  /** Milliseconds since 1970. */
  at: number;
  level: "info" | "warn" | "error";
  parts: LogPart[];
  /** The epoch whose end the line tells: its checkpoint is told there, too. */
  epochEnded?: number;
  /** What the training process printed, as opposed to what happened to the run. */
  output?: boolean;
};

/** `TensorFlow 2.21.0 on NVIDIA H200`, `WebAssembly on CPU, 2 threads`. */
export function engineInShort({ kind, version, device, deviceName, threads }: EngineRecord): string {
  const name = kind === "tensorflow" ? `TensorFlow ${version}` : `WebAssembly (TensorFlow.js ${version})`;
  return `${name} on ${deviceName || device.toUpperCase()}${device === "cpu" ? `, ${threads} ${threads === 1 ? "thread" : "threads"}` : ""}`;
}

/** First and last characters of a hash: enough to tell two apart. */
export const hashInShort = (sha256: string): string => `${sha256.slice(0, 6)}…${sha256.slice(-4)}`;

const plain = (text: string): LogPart[] => [{ text }];

/** Where a checkpoint stands: so many epochs done, and so many batches of the next one. */
function place({ epoch, step }: { epoch: number; step: number }): string {
  if (step > 0) return `in epoch ${epoch + 1}, batch ${formatCount(step)}`;
  return epoch > 0 ? `after epoch ${epoch}` : "before the first batch";
}

const ENDINGS = {
  succeeded: "Finished.",
  failed: "Failed.",
  cancelled: "Cancelled.",
} as const;

/** Sentences in the order of the events. Progress and statistics are not told: the page shows them. */
export function logLines(events: readonly RunEvent[]): LogLine[] {
  const lines: LogLine[] = [];
  let best: { epoch: number; accuracy: number } | null = null;

  for (const { seq, at, data } of events) {
    const say = (parts: LogPart[], level: LogLine["level"] = "info", more?: Pick<LogLine, "epochEnded" | "output">) =>
      lines.push({ seq, at, level, parts, ...more });
    switch (data.type) {
      case "progress":
      case "features":
      case "layers":
        break;
      case "started":
        say(
          plain(
            `Training started on ${data.trainer}, ${engineInShort(data.engine)}: ` +
              `${formatCount(data.trainingImages)} images, ${formatCount(data.stepsPerEpoch)} batches an epoch.`,
          ),
        );
        break;
      case "resumed":
        say(
          plain(
            `${data.trainer} went on from the checkpoint at epoch ${data.epoch}, batch ${formatCount(data.step)} ` +
              `(${engineInShort(data.engine)}).`,
          ),
          "warn",
        );
        break;
      case "epoch": {
        const lost = !Number.isFinite(data.validationLoss ?? 0);
        const better = !lost && (best === null || data.validationAccuracy > best.accuracy);
        say(
          [
            { text: `Epoch ${data.epoch}: validation ` },
            { text: formatPercent(data.validationAccuracy), ...(better && { tone: "best" as const }) },
            { text: `, loss ${formatLoss(data.validationLoss)}. ` },
            { text: better ? "Best so far." : best ? `No better than epoch ${best.epoch}.` : "" },
          ],
          "info",
          { epochEnded: data.epoch },
        );
        if (better) best = { epoch: data.epoch, accuracy: data.validationAccuracy };
        break;
      }
      case "checkpoint": {
        const hash: LogPart = { text: hashInShort(data.sha256), tone: "mono" };
        const before = lines.at(-1);
        if (data.step === 0 && before?.epochEnded === data.epoch) before.parts.push({ text: " Checkpoint " }, hash);
        else say([{ text: `Checkpoint ${place(data)}: ` }, hash, { text: `, ${formatBytes(data.bytes)}.` }]);
        break;
      }
      case "stopping":
        say(plain(`Asked to stop: epoch ${data.epoch} is the last.`));
        break;
      case "evaluated":
        say([
          { text: "Test: " },
          { text: formatPercent(data.testAccuracy), tone: "best" },
          { text: ` of ${formatCount(data.count)} images, loss ${formatLoss(data.testLoss)}.` },
        ]);
        break;
      case "published":
        say([
          { text: `Model stored, ${formatBytes(data.bytes)}: ` },
          { text: hashInShort(data.manifestSha256), tone: "mono" },
        ]);
        break;
      case "ended": {
        const ending = data.endedEarly ? "Finished early, as asked." : ENDINGS[data.state];
        say(plain(data.message ? `${ending} ${data.message}` : ending), data.state === "failed" ? "error" : "info");
        break;
      }
      case "log":
        say(plain(data.message), data.level, { output: data.output ?? false });
        break;
    }
  }
  return lines;
}
