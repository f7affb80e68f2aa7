import { expect, test } from "vitest";
import { workerEnvironment } from "./worker-environment.ts";

test("a worker gets what it computes with, and no secret", () => {
  const shared = {
    NODE_ENV: "production" as const,
    PATH: "/bin",
    CUDA_VISIBLE_DEVICES: "0",
    STORE_DIR: "/store",
    CULTIVAR_THREADS: "2",
  };
  const secrets = {
    DATABASE_URL: "postgresql://user:hidden@host/name",
    DIRECT_DATABASE_URL: "postgresql://user:hidden@host/name",
    BETTER_AUTH_SECRET: "hidden",
    GITHUB_CLIENT_SECRET: "hidden",
    SMTP_URL: "smtp://user:hidden@host",
    PGPASSWORD: "hidden",
    NPM_TOKEN: "hidden",
    SOME_API_KEY: "hidden",
    METRICS_TOKEN: "hidden",
    OTEL_EXPORTER_OTLP_HEADERS: "authorization=hidden",
  };
  expect(workerEnvironment({ ...shared, ...secrets })).toEqual(shared);
});
