import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { demandHttps } from "./strict-transport.ts";

let server: Server;
beforeAll(async () => {
  server = createServer((_, response) => response.writeHead(404, { "content-type": "text/plain" }).end("no"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => server.close());

const answer = async () => {
  const { headers } = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return headers.get("strict-transport-security");
};

it("every answer of a site on HTTPS demands it for a year, and none of another", async () => {
  demandHttps("http://localhost:3000");
  expect(await answer()).toBeNull();
  demandHttps("https://example.org");
  expect(await answer()).toBe("max-age=31536000; includeSubDomains");
});
