import { expect, test } from "vitest";
import { workerEnvironment } from "./worker-environment.ts";

test("a worker gets what it computes with, and no secret but the keys of the store", () => {
  const shared = {
    NODE_ENV: "production" as const,
    PATH: "/bin",
    CUDA_VISIBLE_DEVICES: "0",
    STORE_DIR: "/store",
    CULTIVAR_THREADS: "2",
    AWS_ACCESS_KEY_ID: "id",
    AWS_SECRET_ACCESS_KEY: "of the store",
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
    STORE_S3_SECRET_ACCESS_KEY: "handed over with the assignment",
  };
  expect(workerEnvironment({ ...shared, ...secrets })).toEqual(shared);
});
