import { StringDecoder } from "node:string_decoder";
import { printableText } from "../event-log/storable-text.ts";
import type { OutputLine } from "../worker/messages.ts";

/** As much as one `log` event holds. */
const LINE = 2_000;
const MINUTE = 60_000;
const LINES_PER_MINUTE = 200;
/** A worker that talks without end fills no database. */
const LINES = 1_000;

type Stream = "stdout" | "stderr";

/** Cuts what a worker prints into lines, and keeps as many as a run's log can bear. */
export class WorkerOutput {
  /** All that were kept, in order. */
  readonly lines: OutputLine[] = [];
  readonly #onLines: (lines: readonly OutputLine[]) => void;
  readonly #clock: () => number;
  readonly #streams: Record<Stream, { decoder: StringDecoder; rest: string }> = {
    stdout: { decoder: new StringDecoder("utf8"), rest: "" },
    stderr: { decoder: new StringDecoder("utf8"), rest: "" },
  };
  #minute = { began: Number.NEGATIVE_INFINITY, kept: 0 };
  #kept = 0;
  #leftOut = 0;

  /**
   * @param onLines told of lines as they come
   * @param clock milliseconds
   */
  constructor(onLines: (lines: readonly OutputLine[]) => void, clock: () => number = () => performance.now()) {
    this.#onLines = onLines;
    this.#clock = clock;
  }

  write(stream: Stream, bytes: Buffer): void {
    const state = this.#streams[stream];
    const lines = (state.rest + state.decoder.write(bytes)).split("\n");
    state.rest = lines.pop() ?? "";
    // Nobody waits for the end of a line that is longer than what is kept of it.
    if (state.rest.length > LINE) lines.push(state.rest.slice(0, LINE));
    if (state.rest.length > LINE) state.rest = "";
    this.#keep(stream, lines);
  }

  /** What was printed last, without a line's end, and how much was left out. */
  end(): void {
    for (const stream of ["stdout", "stderr"] as const) this.#keep(stream, [this.#streams[stream].rest]);
    this.#add(this.#omission());
  }

  #keep(stream: Stream, printed: readonly string[]): void {
    const kept: OutputLine[] = [];
    for (const text of printed) {
      const message = printableText(text, LINE);
      if (message === "") continue;
      if (!this.#mayKeep()) {
        this.#leftOut += 1;
        continue;
      }
      kept.push(...this.#omission(), { level: stream === "stderr" ? "warn" : "info", message });
    }
    this.#add(kept);
  }

  #mayKeep(): boolean {
    const now = this.#clock();
    if (now - this.#minute.began >= MINUTE) this.#minute = { began: now, kept: 0 };
    if (this.#minute.kept >= LINES_PER_MINUTE || this.#kept >= LINES) return false;
    this.#minute.kept += 1;
    this.#kept += 1;
    return true;
  }

  #omission(): OutputLine[] {
    if (this.#leftOut === 0) return [];
    const message = `${this.#leftOut} lines of output were left out here.`;
    this.#leftOut = 0;
    return [{ level: "warn", message }];
  }

  #add(lines: readonly OutputLine[]): void {
    if (lines.length === 0) return;
    this.lines.push(...lines);
    this.#onLines(lines);
  }
}
