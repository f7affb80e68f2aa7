/** A child process that speaks in lines of JSON on standard output; other lines there are passed over. */
import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { createInterface } from "node:readline";
import { type Command, startChild } from "./children.ts";

export type Message = Record<string, unknown>;

/** Characters of standard error that are kept for a message about a failure. */
const KEPT = 4000;

export class JsonProcess {
  readonly name: string;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;
  /** How it ended, in words; null after exit status 0. */
  readonly #end: Promise<string | null>;
  #stderr = "";

  /** @param name what messages call it */
  constructor(name: string, command: Command) {
    this.name = name;
    this.#child = startChild(command);
    this.#child.stderr.setEncoding("utf8").on("data", (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-KEPT);
    });
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
    this.#end = new Promise((resolve) => {
      this.#child.once("error", (error) => resolve(`did not start: ${error.message}`));
      this.#child.once("close", (code, signal) => {
        if (signal) resolve(`was ended by ${signal}`);
        else resolve(code === 0 ? null : `failed with exit status ${code}`);
      });
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  send(message: Message): void {
    this.#child.stdin.write(`${JSON.stringify(message)}\n`);
  }

  /**
   * @returns the next message, or null when the process has ended well
   * @throws Error with what it wrote on standard error when it has not
   */
  async next(): Promise<Message | null> {
    for (;;) {
      const { value, done } = await this.#lines.next();
      if (done) break;
      const message = parse(value);
      if (message) return message;
    }
    const failure = await this.#end;
    if (failure) throw new Error(`${this.name} ${failure}.\n${this.#stderr.trim()}`);
    return null;
  }

  /** Ends standard input and waits for the process to go. */
  async finish(): Promise<void> {
    this.#child.stdin.end();
    while (await this.next()) {
      // What it still says is of no interest.
    }
  }
}

function parse(line: string): Message | null {
  if (!line.startsWith("{")) return null;
  try {
    return JSON.parse(line) as Message;
  } catch {
    return null;
  }
}
