/** A run as it is watched: on a terminal a picture that is drawn anew, elsewhere lines that only grow. */
import { stripVTControlCharacters } from "node:util";
import type { EventsAnswer, RunDetailAnswer } from "#domain/api/resources";
import { type RunEventData, runEventData } from "#domain/runs/events";
import { bar, harmless, paint, percent, sparkline, table } from "./terminal.ts";

type Told = EventsAnswer["events"][number];
type Epoch = Extract<RunEventData, { type: "epoch" }>;
type Progress = Extract<RunEventData, { type: "progress" }>;

const EPOCHS_SHOWN = 8;
const CURVE_WIDTH = 40;
const BAR_WIDTH = 30;
/** Milliseconds between two drawings. */
const DRAW_INTERVAL = 100;

export class RunView {
  readonly #run: RunDetailAnswer;
  readonly #out: NodeJS.WriteStream;
  readonly #epochs: Epoch[] = [];
  #progress: Progress | null = null;
  #note = "";
  #drawnLines = 0;
  #drawnAt = Number.NEGATIVE_INFINITY;

  constructor(run: RunDetailAnswer, out: NodeJS.WriteStream) {
    this.#run = run;
    this.#out = out;
    this.#note = run.state === "queued" ? "waits in the queue" : run.state;
    if (out.isTTY) this.#draw();
    else this.#line(`${harmless(run.name)}: ${run.state}, ${run.epochs} epochs`);
  }

  show(event: Told): void {
    const { seq: _, at: __, ...told } = event;
    // A newer site may tell what this version does not know.
    const { data } = runEventData.safeParse(told);
    if (!data) return;
    const line = this.#take(data);
    if (!this.#out.isTTY) {
      if (line) this.#line(line);
    } else if (performance.now() - this.#drawnAt > DRAW_INTERVAL) this.#draw();
  }

  end(run: RunDetailAnswer): void {
    this.#note = run.testAccuracy === null ? run.state : `${run.state}, test accuracy ${percent(run.testAccuracy)}`;
    if (this.#out.isTTY) this.#draw();
    else this.#line(this.#note);
    if (run.modelId) this.#line(`Model ${run.modelId}: cultivar download ${run.modelId}`);
  }

  /** @returns what is told of it where nothing is drawn; null when it is told with the epoch */
  #take(data: RunEventData): string | null {
    switch (data.type) {
      case "started":
      case "resumed":
        this.#note = `trains on ${harmless(data.trainer)}, ${data.engine.kind} on ${data.engine.device}`;
        return this.#note;
      case "features":
        this.#note = `features of the backbone: ${data.done} of ${data.total} images`;
        return null;
      case "progress":
        this.#progress = data;
        return null;
      case "epoch":
        this.#epochs.push(data);
        return `epoch ${data.epoch}/${this.#run.epochs}: loss ${lossText(data.trainLoss)}, validation ${percent(data.validationAccuracy)}, ${Math.round(data.imagesPerSecond)} images/s`;
      case "stopping":
        this.#note = "stops after this epoch";
        return this.#note;
      case "evaluated":
        this.#note = `test accuracy ${percent(data.testAccuracy)}`;
        return null;
      case "log":
        // What the training process itself printed stands on the page of the run.
        return data.level === "info" || data.output ? null : harmless(data.message);
      default:
        return null;
    }
  }

  #draw(): void {
    const { name, epochs } = this.#run;
    const { epoch = 0, step = 0, stepsPerEpoch = 1, imagesPerSecond = 0 } = this.#progress ?? {};
    const done = this.#epochs.length;
    const within = epoch > done ? step / stepsPerEpoch : 0;
    const rows = this.#epochs
      .slice(-EPOCHS_SHOWN)
      .map((row) => [
        String(row.epoch),
        lossText(row.trainLoss),
        percent(row.trainAccuracy),
        lossText(row.validationLoss),
        percent(row.validationAccuracy),
      ]);
    const lines = [
      `${paint("bold", harmless(name))}  ${this.#note}`,
      `${paint("green", bar((done + within) / epochs, BAR_WIDTH))}  epoch ${Math.min(done + 1, epochs)}/${epochs}  ${Math.round(imagesPerSecond)} images/s`,
      ...(rows.length > 0
        ? table(["epoch", "loss", "accuracy", "val. loss", "val. accuracy"], rows, new Set([0, 1, 2, 3, 4]))
        : []),
      ...(this.#epochs.length > 1
        ? [
            `val. accuracy  ${sparkline(
              this.#epochs.map(({ validationAccuracy }) => validationAccuracy),
              CURVE_WIDTH,
            )}`,
            `loss           ${sparkline(
              this.#epochs.map(({ trainLoss }) => trainLoss ?? Number.NaN),
              CURVE_WIDTH,
            )}`,
          ]
        : []),
    ];
    // Up to where the drawing before began, and all below it away.
    const back = this.#drawnLines > 0 ? `\x1b[${this.#drawnLines}A\x1b[J` : "";
    const width = this.#out.columns || 80;
    this.#out.write(`${back}${lines.map((line) => `${cut(line, width)}\n`).join("")}`);
    this.#drawnLines = lines.length;
    this.#drawnAt = performance.now();
  }

  #line(text: string): void {
    this.#out.write(`${text}\n`);
  }
}

const lossText = (loss: number | null): string => (loss === null ? "–" : loss.toFixed(4));

/** A line that wraps would count as two. Colours take no room, so a coloured line may be longer than it looks. */
function cut(line: string, width: number): string {
  const plain = stripVTControlCharacters(line);
  return plain.length <= width ? line : plain.slice(0, width);
}
