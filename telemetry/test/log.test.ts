import { afterEach, expect, it, vi } from "vitest";
import { logError, logLine, reasonOf } from "../log.ts";
import { redacted } from "../redacted.ts";
import { enterRequest, requestIdFor } from "../request-id.ts";

afterEach(() => vi.restoreAllMocks());

/** The line that `work` writes. */
function lineOf(work: () => void): Record<string, unknown> {
  const lines: string[] = [];
  vi.spyOn(process.stderr, "write").mockImplementation((text) => lines.push(String(text)) > 0);
  work();
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^[^\n]*\n$/);
  return JSON.parse(lines[0] ?? "");
}

it("writes one line of JSON with time, level, message and fields", () => {
  const line = lineOf(() => logLine("info", "run claimed", { run: "a", lease: 2, missing: undefined }));
  expect(line).toEqual({ time: expect.any(String), level: "info", message: "run claimed", run: "a", lease: 2 });
  expect(Date.parse(String(line.time))).toBeCloseTo(Date.now(), -4);
});

it("names the request that it works for", async () => {
  await Promise.all(
    ["first-request", "second-request"].map(async (id) => {
      await Promise.resolve();
      enterRequest(id);
      await Promise.resolve();
      expect(lineOf(() => logLine("warn", "a")).request).toBe(id);
    }),
  );
});

it("says what an error says and where it was, on one line", () => {
  const line = lineOf(() => logError("procedure failed", new Error("first\nthe cause"), { procedure: "runs.list" }));
  expect(line).toMatchObject({ level: "error", procedure: "runs.list", reason: "the cause" });
  expect(line.stack).toMatch(/^at .*log\.test\.ts/);
  expect(reasonOf("\0".repeat(2_000))).toHaveLength(500);
});

it.each([
  "connect postgresql://cultivar:hunter2-secret@10.0.0.1:5432/cultivar failed",
  "smtp://mailer:hunter2-secret@mail.example.org",
  "authorization: Bearer hunter2-secret.abc",
  'headers {"cookie":"better-auth.session_token=hunter2-secret; theme=dark"}',
  "https://example.org/reset-password?token=hunter2-secret",
  "GET /s/hunter2-secret.signature-of-it",
  'body {"email":"a@example.org","password":"hunter2-secret"}',
  "BETTER_AUTH_SECRET=hunter2-secret",
  "x-api-key: hunter2-secret",
  "no account for hunter2-secret@example.org",
])("strikes out secrets and addresses: %s", (text) => {
  const error = new Error(text);
  const line = lineOf(() => logError(text, error, { field: text }));
  expect(JSON.stringify(line)).not.toMatch(/hunter2-secret|a@example/);
  expect(JSON.stringify(line)).toContain("[redacted]");
});

it.each([`cultivar_${"aZ9".repeat(16)}b`, `whsec_${"aZ9+/b7".repeat(6)}c=`])(
  "strikes out what has a token's form: %s",
  (token) => {
    expect(redacted(`refused ${token} as it is`)).toBe("refused [redacted] as it is");
  },
);

it("leaves what is no secret", () => {
  const text = "run 0190-a of trainer gpu-1 at https://example.org/runs/1 took 3 s; 5 tokens";
  expect(redacted(text)).toBe(text);
});

it("takes a proxy's id for a request, and no other text", () => {
  expect(requestIdFor("0af7651916cd43dd8448eb211c80319c")).toBe("0af7651916cd43dd8448eb211c80319c");
  for (const given of [undefined, "short", "a b c d e f g h", '","level":"info', "x".repeat(65), ["a", "b"]]) {
    expect(requestIdFor(given)).toMatch(/^[0-9a-f-]{36}$/);
  }
});
