/** What browsers are told about every kind of answer; no page is opened for it. */
import { expect, test } from "@playwright/test";

const PAGES = ["/", "/classify", "/leaderboard", "/sign-in", "/no/such/page"];
const DATA = [
  "/api/health",
  "/api/public/models.usable",
  "/api/trpc/settings.public",
  "/api/auth/get-session",
  "/m/none",
  "/icon.svg",
  "/favicon.ico",
];

test("pages run scripts with this answer's nonce only, and are framed by nobody", async ({ request }) => {
  const nonces = new Set<string>();
  for (const path of PAGES) {
    // The second is how browsers ask for a page ahead of time, which they may show later.
    for (const headers of [{}, { purpose: "prefetch", "sec-purpose": "prefetch" }] as Record<string, string>[]) {
      const answer = await request.get(path, { headers });
      const policy = answer.headers()["content-security-policy"] ?? "";
      const [, nonce = ""] =
        /script-src 'self' 'nonce-([\w+/=]{24})' 'strict-dynamic' 'wasm-unsafe-eval';/.exec(policy) ?? [];
      expect(nonce, path).not.toBe("");
      nonces.add(nonce);
      expect(policy).toContain("default-src 'self'; ");
      for (const directive of ["object-src", "base-uri", "frame-ancestors"]) {
        expect(policy).toContain(`${directive} 'none'`);
      }
      const scripts = (await answer.text()).match(/<script\b[^>]*>/g) ?? [];
      expect(scripts.length, path).toBeGreaterThan(0);
      for (const script of scripts) expect(script, path).toContain(`nonce="${nonce}"`);
      expect(answer.headers()["cache-control"], path).toContain("no-store");
    }
  }
  expect(nonces.size).toBe(2 * PAGES.length);
});

test("data is no document, scripts of workers reach this site only, and everything says so", async ({ request }) => {
  const html = await (await request.get("/")).text();
  const script = /src="(\/_next\/static\/[^"]+\.js[^"]*)"/.exec(html)?.[1] ?? "no script";
  for (const path of [...DATA, script, "/studio-offline.js", ...PAGES]) {
    const headers = (await request.get(path)).headers();
    expect(headers, path).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "strict-origin-when-cross-origin",
      "cross-origin-opener-policy": "same-origin",
    });
    expect(headers["content-security-policy"], path).toContain("base-uri 'none'");
    expect(headers["content-security-policy"], path).toContain("frame-ancestors 'none'");
    expect(headers["content-security-policy"], path).not.toMatch(/script-src[^;]*'unsafe-(inline|eval)'/);
    expect(headers["access-control-allow-origin"], path).toBeUndefined();
    // This site is served over HTTP here; server/strict-transport.test.ts has the other.
    expect(headers["strict-transport-security"], path).toBeUndefined();
    const camera = path === "/classify" ? "camera=(self)" : "camera=()";
    expect(headers["permissions-policy"], path).toContain(camera);
    expect(headers["x-powered-by"], path).toBeUndefined();
    if (!DATA.includes(path)) continue;
    expect(headers["content-security-policy"], path).toContain("default-src 'none'");
    expect(headers["content-security-policy"], path).toContain("sandbox");
  }
  expect((await request.get(script)).headers()["content-security-policy"]).toContain("connect-src 'self' blob:;");
  for (const path of ["/api/health", "/m/none"]) {
    expect((await request.get(path)).headers()["cross-origin-resource-policy"], path).toBe("same-origin");
  }
});
