/** What a trainer tells of itself: spans to a collector, metrics to Prometheus, and lines of JSON. */
import { createServer } from "node:net";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { OtlpReceiver } from "#telemetry/test/otlp-receiver";
import { SMALL_SPEC, TEST_TIMEOUT, Workplace } from "./workplace.ts";

vi.setConfig({ testTimeout: TEST_TIMEOUT, hookTimeout: TEST_TIMEOUT });

const TOKEN = "a-token-that-only-prometheus-has";
const LAUNCH = { traceId: "0af7651916cd43dd8448eb211c80319c", spanId: "b7ad6b7169203331" };

let place: Workplace;
let receiver: OtlpReceiver;

beforeAll(async () => {
  [place, receiver] = await Promise.all([Workplace.open(), OtlpReceiver.start()]);
});
afterAll(async () => {
  receiver.close();
  await place.close();
});

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });

it("goes on with the trace of the launch, and is measured", async () => {
  const port = await freePort();
  const metrics = { METRICS_PORT: String(port), METRICS_TOKEN: TOKEN };
  const trainer = place.startTrainer({ ...receiver.environment, ...metrics });
  const traceparent = `00-${LAUNCH.traceId}-${LAUNCH.spanId}-01`;
  const run = await place.launch({ ...SMALL_SPEC, epochs: 2, trainingSubset: 320 }, {}, { traceparent });
  expect((await place.end(run)).state).toBe("succeeded");

  const spans = ["run", "run claim", "run attempt", "run checkpoint", "run end"];
  await place.until("the spans of the run", async () => spans.every((name) => receiver.named(name).length > 0));
  const [whole] = receiver.named("run");
  expect(whole).toMatchObject({ service: "cultivar-trainer", parentSpanId: LAUNCH.spanId });
  for (const name of spans) expect(receiver.named(name)[0]?.traceId).toBe(LAUNCH.traceId);
  // Statements of the database are spans as well.
  expect(
    receiver.spans.some(({ name, parentSpanId }) => name.startsWith("prisma") && parentSpanId === whole?.spanId),
  ).toBe(true);

  const address = `http://127.0.0.1:${port}/metrics`;
  expect((await fetch(address)).status).toBe(401);
  const answer = await fetch(address, { headers: { authorization: `Bearer ${TOKEN}` } });
  expect(answer.status).toBe(200);
  const text = await answer.text();
  const measured = (name: string) =>
    Number(
      text
        .split("\n")
        .find((line) => line.startsWith(name))
        ?.split(" ")
        .at(-1),
    );
  const { numbers } = await place.historyOf(run);
  expect(measured("cultivar_events_shipped_total")).toBe(numbers.length);
  expect(measured("cultivar_checkpoint_duration_seconds_count")).toBeGreaterThan(0);
  expect(measured('cultivar_run_attempts_total{outcome="succeeded"}')).toBe(1);
  expect(measured("cultivar_heartbeat_age_seconds")).toBeLessThan(30);
  expect(measured("cultivar_trainer_busy")).toBe(0);
  expect(measured("cultivar_images_per_second")).toBe(0);

  const lines = trainer.output.split("\n").filter((line) => line.startsWith("{"));
  const claimed = lines.map((line) => JSON.parse(line)).find(({ message }) => message === "run claimed");
  expect(claimed).toMatchObject({ time: expect.any(String), level: "info", run, trace: LAUNCH.traceId });
  const { password } = new URL(place.databaseUrl);
  for (const secret of [password, TOKEN, "of-the-receiver"]) expect(trainer.output).not.toContain(secret);
});
