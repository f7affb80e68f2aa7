/** Asks the API of a site, by the same table of operations by which it answers. */
import {
  type Answered,
  API_PATH,
  type Asked,
  OPERATIONS,
  type Operation,
  type OperationId,
} from "#domain/api/operations";
import { problem } from "#domain/api/resources";
import { CommandError, EXIT } from "./exit-codes.ts";
import type { Settings } from "./settings.ts";

/** Milliseconds to wait for an answer; longer than any call of the API waits. */
const PATIENCE = 60_000;

type Parts = { params?: Record<string, unknown>; query?: Record<string, unknown>; body?: unknown };

export class Client {
  readonly #settings: Settings;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** Address of a page of the site. */
  page(path: string): string {
    return new URL(path, this.#settings.url).href;
  }

  /** @throws CommandError that says why it was refused or not reached */
  async call<Id extends OperationId>(id: Id, asked: Asked<Id>): Promise<Answered<Id>> {
    const response = await this.fetch(id, asked);
    const { answer } = OPERATIONS[id] as Operation;
    if (answer === null || typeof answer === "string") return undefined as Answered<Id>;
    const { success, data } = answer.safeParse(await response.json());
    if (success) return data as Answered<Id>;
    throw new CommandError("The site answers otherwise than this version expects; bring both to the same version.");
  }

  /** The response itself, once it is a success: for files. */
  async fetch<Id extends OperationId>(id: Id, asked: Asked<Id>): Promise<Response> {
    const { method, path } = OPERATIONS[id] as Operation;
    const { params = {}, query = {}, body } = asked as Parts;
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])));
    const url = new URL(`${API_PATH}${filled}`, this.#settings.url);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) url.searchParams.set(name, String(value));
    }
    // Only until the answer begins: a large file may take longer than anybody waits for its first byte.
    const silence = new AbortController();
    const timer = setTimeout(() => silence.abort(new DOMException("", "TimeoutError")), PATIENCE);
    const response = await fetch(url, {
      method,
      redirect: "error",
      headers: {
        authorization: `Bearer ${this.#settings.token}`,
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: silence.signal,
    })
      .catch((error) => {
        throw new CommandError(`${this.#settings.url} was not reached: ${causeOf(error)}.`, EXIT.unreachable);
      })
      .finally(() => clearTimeout(timer));
    if (response.ok) return response;
    throw await refusal(response, url);
  }
}

const STATUS: Record<number, number> = { 400: EXIT.usage, 401: EXIT.token, 403: EXIT.token, 404: EXIT.notFound };

async function refusal(response: Response, url: URL): Promise<CommandError> {
  const { success, data } = problem.safeParse(await response.json().catch(() => null));
  if (!success) {
    return new CommandError(`${url.origin} is no Cultivar site, or an older one: it answered ${response.status}.`);
  }
  const { detail, errors = [] } = data;
  const lines = errors.length > 0 ? errors.map(({ detail }) => detail) : [detail];
  return new CommandError(lines.join("\n"), STATUS[response.status] ?? EXIT.failed);
}

/** What `fetch` keeps behind its own message. */
function causeOf(error: unknown): string {
  if (error instanceof DOMException && error.name === "TimeoutError") return "it did not answer in time";
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  if (code === "ECONNREFUSED") return "nothing listens there";
  if (code === "ENOTFOUND") return "there is no such host";
  return cause instanceof Error ? cause.message : String(cause);
}
