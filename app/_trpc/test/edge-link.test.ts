import { createTRPCClient, httpLink } from "@trpc/client";
import superjson from "superjson";
import { afterEach, expect, test, vi } from "vitest";
import type { AppRouter } from "#server/router";
import { edgeLink } from "../edge-link.ts";

/** A page whose requests are answered by `answer`; what was asked for, in order. */
function page({ visitor }: { visitor: boolean }, answer: (path: string) => Response) {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (address: string) => {
    const path = address.replace(/\?.*/, "");
    asked.push(path);
    return answer(path);
  });
  const api = createTRPCClient<AppRouter>({
    links: [edgeLink({ visitor }), httpLink({ url: "/api/trpc", transformer: superjson })],
  });
  return { api, asked };
}
afterEach(() => void vi.unstubAllGlobals());

const models = () => Response.json({ result: { data: superjson.serialize([]) } });
const refusal = (httpStatus: number) =>
  Response.json(
    { error: superjson.serialize({ message: "no", code: -32_004, data: { httpStatus } }) },
    { status: httpStatus },
  );
const badGateway = () => new Response("<html>502 Bad Gateway</html>", { status: 502 });

test("a visitor asks the edge for what is everybody's, and the server for the rest", async () => {
  const { api, asked } = page({ visitor: true }, models);
  await api.models.usable.query({});
  await api.settings.public.query();
  expect(asked).toEqual(["/api/public/models.usable", "/api/trpc/settings.public"]);
});

test("whoever is signed in asks the server, and the edge only when that cannot be reached", async () => {
  const up = page({ visitor: false }, models);
  await up.api.models.usable.query({});
  expect(up.asked).toEqual(["/api/trpc/models.usable"]);
  for (const failure of [badGateway, () => refusal(500)]) {
    const down = page({ visitor: false }, (path) => (path.startsWith("/api/trpc/") ? failure() : models()));
    expect(await down.api.models.usable.query({})).toEqual([]);
    expect(down.asked).toEqual(["/api/trpc/models.usable", "/api/public/models.usable"]);
  }
});

test("the edge answers in the place of a server that cannot be reached, but refuses nothing in its name", async () => {
  const id = "01890000-0000-7000-8000-000000000000";
  const down = page({ visitor: false }, (path) => (path.startsWith("/api/trpc/") ? badGateway() : refusal(404)));
  await expect(down.api.models.byId.query({ id })).rejects.toMatchObject({ data: undefined });
  expect(down.asked).toEqual(["/api/trpc/models.byId", "/api/public/models.byId"]);
});

test("a refusal is a refusal, and what is somebody's is asked of nobody else", async () => {
  const id = "01890000-0000-7000-8000-000000000000";
  const refused = page({ visitor: false }, () => refusal(404));
  await expect(refused.api.models.byId.query({ id })).rejects.toThrow("no");
  expect(refused.asked).toEqual(["/api/trpc/models.byId"]);
  const down = page({ visitor: false }, badGateway);
  await expect(down.api.account.summary.query()).rejects.toThrow();
  expect(down.asked).toEqual(["/api/trpc/account.summary"]);
});
