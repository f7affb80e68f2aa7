/** Load over HTTP by autocannon: so many connections, each asking again as soon as it is answered. */
import autocannon, { type Client, type Instance, type Request, type Result } from "autocannon";
import { type Spread, spreadOf } from "../statistics/quantile.ts";

export type Asked = { name: string; url: string } & Pick<Request, "method" | "headers" | "body">;
export type LoadResult = Spread & {
  /** Answers that were none: another status than 2xx, or no answer. */
  errors: number;
  /** What the first of them was. */
  firstError: string | null;
  perSecond: number;
};

/** Seconds after which an answer counts as none. */
const PATIENCE = 120;
/** As load generators ask: uncompressed. */
const UNCOMPRESSED = { "accept-encoding": "identity" };

/**
 * @param asked of one site, taken in turn; each connection begins at another
 * @param seconds after which nobody asks again, and what is under way counts no more
 * @returns milliseconds from a request to the end of its answer
 */
export async function load(asked: readonly Asked[], connections: number, seconds: number): Promise<LoadResult> {
  const requests = asked.map(({ name: _, url, headers, ...rest }): Request => {
    const { pathname, search } = new URL(url);
    return { ...rest, path: pathname + search, headers: { ...UNCOMPRESSED, ...headers } };
  });
  const milliseconds: number[] = [];
  const errors: string[] = [];
  let begun = 0;
  const options = {
    url: new URL(asked[0]?.url ?? "").origin,
    connections,
    duration: seconds,
    timeout: PATIENCE,
    requests,
    setupClient: (client: Client) => {
      const first = begun++ % requests.length;
      client.setRequests([...requests.slice(first), ...requests.slice(0, first)]);
    },
  };
  // Without a callback it is a promise of the result as well as the instance; its types name the first alone.
  const instance = autocannon(options) as Promise<Result> & Instance;
  instance.on("response", (_, status, __, took) => {
    if (status >= 200 && status < 300) milliseconds.push(took);
    else errors.push(`status ${status}`);
  });
  instance.on("reqError", (error) => errors.push(String(error)));
  const { duration } = await instance;
  if (milliseconds.length === 0) throw new Error(`Nothing was answered: ${errors[0]}`);
  return {
    ...spreadOf(milliseconds),
    errors: errors.length,
    firstError: errors[0] ?? null,
    perSecond: milliseconds.length / duration,
  };
}
