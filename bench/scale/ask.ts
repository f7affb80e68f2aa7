/** Requests by the plainest client that there is: what it does to the bytes shares the processors with those that answer. */
import { Agent, type IncomingMessage, request } from "node:http";

export type Asked = {
  /** For reports. */
  name: string;
  url: string;
  init?: { method?: string; headers?: Record<string, string>; body?: string };
};

const CONNECTIONS = new Agent({ keepAlive: true });
/** As load generators ask: uncompressed. */
const UNCOMPRESSED = { "accept-encoding": "identity" };

/** @returns the answer, read to its end; rejects when there is none */
export const ask = ({ url, init: { method = "GET", headers, body } = {} }: Asked) =>
  new Promise<{ status: number; bytes: Buffer }>((resolve, reject) => {
    const read = (response: IncomingMessage) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, bytes: Buffer.concat(chunks) }));
      response.on("error", reject);
    };
    request(url, { agent: CONNECTIONS, method, headers: { ...UNCOMPRESSED, ...headers } }, read)
      .on("error", reject)
      .end(body);
  });
