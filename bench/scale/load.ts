/** Load over HTTP: so many clients, each asking again as soon as it is answered, all from this process. */
import { Agent, request } from "node:http";
import { type Spread, spreadOf } from "../statistics/quantile.ts";

export type Asked = {
  name: string;
  url: string;
  init?: { method?: string; headers?: Record<string, string>; body?: string };
};
export type LoadResult = Spread & {
  /** Answers that were none: another status than 2xx, or no answer. */
  errors: number;
  /** What the first of them was. */
  firstError: string | null;
  perSecond: number;
};

/**
 * @param asked taken in turn; each client begins at another
 * @param seconds after which no client asks again
 * @returns milliseconds from a request to the end of its answer
 */
export async function load(asked: readonly Asked[], clients: number, seconds: number): Promise<LoadResult> {
  const milliseconds: number[] = [];
  const errors: string[] = [];
  const started = performance.now();
  const ends = started + seconds * 1000;
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let i = client; performance.now() < ends; i++) {
        const next = asked[i % asked.length];
        if (!next) throw new RangeError("There is nothing to ask for.");
        const from = performance.now();
        const problem = await ask(next);
        if (problem === null) milliseconds.push(performance.now() - from);
        else errors.push(problem);
      }
    }),
  );
  const took = (performance.now() - started) / 1000;
  if (milliseconds.length === 0) throw new Error(`Nothing was answered: ${errors[0]}`);
  return {
    ...spreadOf(milliseconds),
    errors: errors.length,
    firstError: errors[0] ?? null,
    perSecond: milliseconds.length / took,
  };
}

const CONNECTIONS = new Agent({ keepAlive: true });
/** As load generators ask: uncompressed. */
const UNCOMPRESSED = { "accept-encoding": "identity" };
/** Characters of an answer that is none. */
const QUOTED = 200;

/**
 * By the plainest client that there is: what it does shares the processors with those that answer.
 *
 * @returns what went wrong; null when the answer is good and has been read
 */
const ask = ({ name, url, init: { method = "GET", headers, body } = {} }: Asked): Promise<string | null> =>
  new Promise((resolve) => {
    const fail = (error: Error) => resolve(`${name}: ${error.message}`);
    request(url, { agent: CONNECTIONS, method, headers: { ...UNCOMPRESSED, ...headers } }, (response) => {
      const { statusCode = 0 } = response;
      const isGood = statusCode >= 200 && statusCode < 300;
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => void (isGood || chunks.push(chunk)));
      response.on("end", () =>
        resolve(isGood ? null : `${name}: ${statusCode} ${Buffer.concat(chunks).toString().slice(0, QUOTED)}`),
      );
      response.on("error", fail);
    })
      .on("error", fail)
      .end(body);
  });
