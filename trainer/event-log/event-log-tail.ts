import { type FileHandle, open } from "node:fs/promises";
import type { RunEvent } from "#domain/runs/events";
import { completeLines, parseEvent } from "./read-events.ts";

const CHUNK_BYTES = 1 << 16;

/** Follows a log that another process writes. */
export class EventLogTail {
  readonly #handle: FileHandle;
  #offset = 0;

  private constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  static async open(file: string): Promise<EventLogTail> {
    return new EventLogTail(await open(file, "r"));
  }

  /** What was appended since the last call, whole lines only. */
  async read(): Promise<RunEvent[]> {
    const bytes = await this.#readOn();
    const end = bytes.lastIndexOf("\n") + 1;
    this.#offset += end;
    return completeLines(bytes.toString("utf8", 0, end)).flatMap((line) => parseEvent(line) ?? []);
  }

  close(): Promise<void> {
    return this.#handle.close();
  }

  async #readOn(): Promise<Buffer> {
    const chunks: Buffer[] = [];
    let position = this.#offset;
    for (;;) {
      const { bytesRead, buffer } = await this.#handle.read(Buffer.alloc(CHUNK_BYTES), 0, CHUNK_BYTES, position);
      if (bytesRead === 0) return Buffer.concat(chunks);
      chunks.push(buffer.subarray(0, bytesRead));
      position += bytesRead;
    }
  }
}
