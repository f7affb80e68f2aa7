import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { currentRequestId } from "../request-id.ts";
import { readMetrics, startTelemetry } from "../start-telemetry.ts";
import { watchRequests } from "../watch-requests.ts";

let address: string;
const server = createServer(async (request, response) => {
  await new Promise((resolve) => setImmediate(resolve));
  response.statusCode = request.url === "/broken" ? 500 : 200;
  response.end(currentRequestId());
});

beforeAll(async () => {
  await startTelemetry({}, { service: "test", scraped: true });
  watchRequests();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

it("gives each request an id, which its answer carries and its code knows", async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => fetch(`${address}/runs/a`)));
  const ids = answers.map(({ headers }) => headers.get("x-request-id"));
  expect(new Set(ids).size).toBe(20);
  expect(await Promise.all(answers.map((answer) => answer.text()))).toEqual(ids);
  const given = await fetch(`${address}/`, { headers: { "x-request-id": "of-the-proxy-in-front" } });
  expect(await given.text()).toBe("of-the-proxy-in-front");
});

it("measures them by route and status", async () => {
  await (await fetch(`${address}/models/0190/x?y=1`)).text();
  await (await fetch(`${address}/.git/config`)).text();
  const lines = (await readMetrics()).text.split("\n");
  const counts = lines.filter((line) => line.startsWith("cultivar_http_request_duration_seconds_count"));
  expect(counts).toContainEqual(expect.stringMatching(/method="GET",route="\/models\/…",status="200"} 1$/));
  expect(counts).toContainEqual(expect.stringMatching(/method="GET",route="other",status="200"} 1$/));
});
