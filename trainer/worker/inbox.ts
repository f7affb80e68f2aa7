import type { Command, Message, OutputLine } from "./messages.ts";
import { Verdicts } from "./verdicts.ts";

/** What the supervisor has said to this worker since its assignment. */
export class Inbox {
  /** In any order. */
  readonly commands = new Set<Command>();
  readonly verdicts = new Verdicts();
  #lines: OutputLine[] = [];
  #onLines: ((lines: readonly OutputLine[]) => void) | null = null;

  receive(message: Message): void {
    if (typeof message === "string") {
      this.commands.add(message);
      return;
    }
    if ("verdict" in message) {
      this.verdicts.add(message.verdict);
      return;
    }
    this.#lines.push(...message.output);
    this.#handOver();
  }

  /** Hands over the lines that have come already, then each that comes; null ends that. */
  follow(onLines: ((lines: readonly OutputLine[]) => void) | null): void {
    this.#onLines = onLines;
    this.#handOver();
  }

  #handOver(): void {
    if (this.#onLines && this.#lines.length > 0) this.#onLines(this.#lines.splice(0));
  }
}
