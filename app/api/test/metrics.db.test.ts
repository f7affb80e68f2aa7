/** The door for Prometheus. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { showInstallation } from "#server/metrics/installation-gauges";
import { provideServices } from "#server/services";
import { seedRun, seedTrainer } from "#server/test/seeds";
import { createTestSite, ORIGIN, type TestSite } from "#server/test/test-site";
import { webMetrics } from "#telemetry/metrics";
import { startTelemetry } from "#telemetry/start-telemetry";
import { GET } from "../metrics/route.ts";

const TOKEN = "a-token-that-only-prometheus-has";

let site: TestSite;
beforeAll(async () => {
  site = await createTestSite({ METRICS_TOKEN: TOKEN });
  provideServices(site.services);
  await startTelemetry({}, { service: "cultivar-web", scraped: true });
  showInstallation(() => site.services);
});
afterAll(() => site.close());

const ask = (authorization?: string) =>
  GET(new Request(`${ORIGIN}/api/metrics`, { headers: authorization ? { authorization } : {} }));

it("is closed to whoever has not the token, and does not exist where there is none", async () => {
  expect((await ask()).status).toBe(401);
  expect((await ask("Bearer something-else-altogether")).status).toBe(401);
  expect((await ask(TOKEN)).status).toBe(401);
  const { METRICS_TOKEN: _, ...env } = site.services.env;
  provideServices({ ...site.services, env });
  expect((await ask(`Bearer ${TOKEN}`)).status).toBe(404);
  provideServices(site.services);
});

it("tells of queue, runs, trainers, requests and connections", async () => {
  const person = await site.signUp();
  const hourAgo = new Date(Date.now() - 3_600_000);
  await seedRun(site.services, person.viewer.id, { queuedAt: hourAgo });
  await seedRun(site.services, person.viewer.id, { state: "failed" });
  const trainer = await seedTrainer(site.services);
  await seedRun(site.services, person.viewer.id, { state: "running", trainerId: trainer.id, heartbeatAt: hourAgo });
  await site.as(person).account.summary();
  await expect(site.as(null).account.summary()).rejects.toThrow();
  webMetrics().requestDuration.record(0.02, { method: "GET", route: "/", status: 200 });

  const answer = await ask(`Bearer ${TOKEN}`);
  expect(answer.headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/);
  const lines = (await answer.text()).split("\n");
  const measured = (start: string) =>
    Number(
      lines
        .find((line) => line.startsWith(start))
        ?.split(" ")
        .at(-1),
    );
  expect(measured("cultivar_queue_length")).toBe(1);
  expect(measured("cultivar_queue_oldest_wait_seconds")).toBeCloseTo(3_600, -2);
  expect(measured("cultivar_run_silence_seconds")).toBeCloseTo(3_600, -2);
  expect(measured('cultivar_runs{state="failed"}')).toBe(1);
  expect(measured('cultivar_runs{state="running"}')).toBe(1);
  expect(measured('cultivar_runs{state="cancelled"}')).toBe(0);
  expect(measured("cultivar_trainers_alive")).toBe(1);
  expect(measured('cultivar_database_connections{use="busy"}')).toBeGreaterThanOrEqual(0);
  expect(measured("cultivar_database_waiting")).toBe(0);
  expect(measured('cultivar_http_request_duration_seconds_count{method="GET",route="/",status="200"}')).toBe(1);
  expect(measured('cultivar_procedure_duration_seconds_count{procedure="account.summary",outcome="ok"}')).toBe(1);
  expect(
    measured('cultivar_procedure_duration_seconds_count{procedure="account.summary",outcome="UNAUTHORIZED"}'),
  ).toBe(1);
});
