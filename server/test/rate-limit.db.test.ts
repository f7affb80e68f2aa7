/** Over real sockets: which requests count as one client's. */
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { toNodeHandler } from "better-auth/node";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { markClientAddresses } from "../client-address.ts";
import { createTestSite, ORIGIN, type TestSite } from "./test-site.ts";

beforeAll(() => markClientAddresses());

let site: TestSite;
let server: Server;
async function serve(env: Record<string, string> = {}) {
  site = await createTestSite(env);
  server = createServer(toNodeHandler(site.services.auth));
  await new Promise<void>((resolve) => server.listen(0, "0.0.0.0", resolve));
}
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  await site.close();
});

let attempt = 0;
/** One sign-in, each for another account, with what is no address: it is refused before the costly look at a password. */
function signIn(headers: Record<string, string> = {}, localAddress = "127.0.0.1"): Promise<number | undefined> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: "127.0.0.1",
        port,
        localAddress,
        agent: false,
        method: "POST",
        path: "/api/auth/sign-in/email",
        headers: { "content-type": "application/json", origin: ORIGIN, ...headers },
      },
      (response) => {
        response.resume();
        response.on("end", () => resolve(response.statusCode));
      },
    );
    sent.on("error", reject);
    sent.end(JSON.stringify({ email: `nobody ${attempt++}`, password: "wrong-password-here" }));
  });
}

async function signIns(count: number, headers: (i: number) => Record<string, string>, localAddress?: string) {
  const statuses: (number | undefined)[] = [];
  for (let i = 0; i < count; i++) statuses.push(await signIn(headers(i), localAddress));
  return statuses;
}

const TEN_REFUSED = Array.from({ length: 10 }, () => 400);

describe("the limit by address", () => {
  it("is not moved by a forged X-Forwarded-For", async () => {
    await serve();
    const forged = (i: number) => ({ "x-forwarded-for": `203.0.113.${i}`, "x-real-ip": `203.0.113.${i}` });
    expect(await signIns(12, forged)).toEqual([...TEN_REFUSED, 429, 429]);
  });

  it.skipIf(process.platform !== "linux")("is each connection's own", async () => {
    await serve();
    expect(await signIns(11, () => ({}))).toEqual([...TEN_REFUSED, 429]);
    expect(await signIn({}, "127.0.0.2")).toBe(400);
  });

  it("follows the header of a proxy that the operator trusts, and no other", async () => {
    await serve({ TRUSTED_PROXY_HEADER: "X-Real-IP" });
    const from = (address: string) => (i: number) => ({ "x-real-ip": address, "x-forwarded-for": `198.51.100.${i}` });
    expect(await signIns(11, from("203.0.113.1"))).toEqual([...TEN_REFUSED, 429]);
    expect(await signIns(1, from("203.0.113.2"))).toEqual([400]);
  });
});
