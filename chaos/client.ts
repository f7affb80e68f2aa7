/** A person who uses the site while it breaks: every request is tried at one web app after the other until it is answered. */
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { ExperimentSpec } from "#domain/experiments/spec";

const RETRY_DELAY = 250;
const REQUEST_TIMEOUT = 10_000;

export class Client {
  readonly #urls: readonly string[];
  #cookie = "";
  #turn = 0;

  private constructor(urls: readonly string[]) {
    this.#urls = urls;
  }

  static async signUp(urls: readonly string[]): Promise<Client> {
    const client = new Client(urls);
    const body = { name: "Chaos", email: "chaos@example.org", password: "quiet-harbour-lamp" };
    const answer = await client.#post("/api/auth/sign-up/email", body);
    client.#cookie = answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(";")[0])
      .join("; ");
    return client;
  }

  /**
   * Launches a run, once however often it has to ask.
   *
   * @returns the run's id
   * @throws Error when the site refuses
   */
  async launch(name: string, spec: ExperimentSpec): Promise<string> {
    const answer = await this.#post("/api/trpc/experiments.launch", { json: { name, spec, key: randomUUID() } });
    const { result } = (await answer.json()) as { result: { data: { json: { runId: string } } } };
    return result.data.json.runId;
  }

  /** An answer that is no fault of the server's; those mean that something is broken for now. */
  async #post(path: string, body: object): Promise<Response> {
    for (;;) {
      const url = this.#urls[this.#turn++ % this.#urls.length];
      const answer = await fetch(`${url}${path}`, {
        method: "POST",
        headers: { "content-type": "application/json", origin: String(this.#urls[0]), cookie: this.#cookie },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(REQUEST_TIMEOUT),
      }).catch(() => null);
      if (answer?.ok) return answer;
      if (answer && answer.status < 500) throw new Error(`${path} was refused: ${await answer.text()}`);
      await sleep(RETRY_DELAY);
    }
  }
}
