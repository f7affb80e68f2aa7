import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { meter } from "../metrics.ts";
import { currentTraceparent, pastSpan, withSpan } from "../spans.ts";
import { startTelemetry, type Telemetry } from "../start-telemetry.ts";
import { currentTraceId } from "../trace-id.ts";
import { OtlpReceiver } from "./otlp-receiver.ts";

let receiver: OtlpReceiver;
let telemetry: Telemetry;

beforeAll(async () => {
  receiver = await OtlpReceiver.start();
  Object.assign(process.env, receiver.environment);
  telemetry = await startTelemetry(process.env, { service: "cultivar-test", scraped: false });
});
afterAll(() => {
  for (const name of Object.keys(receiver.environment)) delete process.env[name];
  receiver.close();
});

it("sends spans and metrics to the receiver that the standard variables name", async () => {
  let traceparent: string | undefined;
  let traceId: string | undefined;
  await withSpan("launch", { "cultivar.run": "a" }, async () => {
    traceparent = currentTraceparent();
    traceId = currentTraceId();
  });
  // Elsewhere, with nothing in hand but what the job carries.
  const failing = withSpan(
    "train",
    {},
    async () => {
      pastSpan("checkpoint", {}, 0.5, 2_000);
      throw new Error("it broke");
    },
    traceparent,
  );
  await expect(failing).rejects.toThrow("it broke");
  meter().createCounter("cultivar_test_total").add(1);
  await telemetry.stop();

  const [launch, train, checkpoint] = ["launch", "train", "checkpoint"].map((name) => receiver.named(name)[0]);
  expect(launch).toMatchObject({ service: "cultivar-test", traceId });
  expect(train).toMatchObject({ traceId, parentSpanId: launch?.spanId, status: { code: 2, message: "it broke" } });
  expect(checkpoint).toMatchObject({ traceId, parentSpanId: train?.spanId });
  expect(Number(checkpoint?.endTimeUnixNano) - Number(checkpoint?.startTimeUnixNano)).toBeCloseTo(0.5e9, -6);
  expect(receiver.metrics).toContain("cultivar_test_total");
  expect(receiver.authorizations).toEqual(new Set(["Bearer of-the-receiver"]));
});

it("loads nothing where nobody wants it", async () => {
  const program = `
    import { registerHooks } from "node:module";
    const loaded = [];
    registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) });
    const { startTelemetry } = await import("./telemetry/start-telemetry.ts");
    const { withSpan } = await import("./telemetry/spans.ts");
    const { webMetrics } = await import("./telemetry/metrics.ts");
    const { measures } = await startTelemetry({}, { service: "a", scraped: false });
    await withSpan("a", {}, async () => webMetrics().requestDuration.record(1, { route: "/" }));
    console.log(JSON.stringify({ measures, loaded: loaded.filter((url) => url.includes("node_modules")) }));`;
  const { OTEL_EXPORTER_OTLP_ENDPOINT: _, ...env } = process.env;
  const run = promisify(execFile);
  const options = { cwd: join(import.meta.dirname, "../.."), env };
  const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", program], options);
  const { measures, loaded } = JSON.parse(stdout) as { measures: boolean; loaded: string[] };
  expect(measures).toBe(false);
  expect(loaded.length).toBeGreaterThan(0);
  expect(loaded.filter((url) => !url.includes("/@opentelemetry/api/"))).toEqual([]);
});
