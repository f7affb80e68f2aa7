/** The command line, as people run it, against the API for programs on a real port. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { toNodeHandler } from "better-auth/node";
import { afterAll, beforeAll, expect, it } from "vitest";
import { presetSpec } from "#domain/experiments/presets";
import type { RunEventData } from "#domain/runs/events";
import { provideServices } from "#server/services";
import { ended, seedEvents, seedModel, seedRun } from "#server/test/seeds";
import { createTestSite, type Person, type TestSite } from "#server/test/test-site";
import { GET } from "../v1/[...path]/route.ts";

const MAIN = new URL("../../../cli/main.ts", import.meta.url).pathname;

let site: TestSite;
let person: Person;
let server: Server;
let folder: string;
let token: string;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  site = await createTestSite();
  provideServices(site.services);
  person = await site.signUp();
  token = (await site.as(person).tokens.create({ name: "CLI", scopes: ["read", "runs", "models"], days: 1 })).token;
  server = createServer(toNodeHandler(async (request) => damage(await GET(request))));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  folder = await mkdtemp(join(tmpdir(), "cultivar-cli-"));
  env = {
    ...process.env,
    XDG_CONFIG_HOME: folder,
    CULTIVAR_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    CULTIVAR_TOKEN: token,
  };
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await site.close();
  await rm(folder, { recursive: true });
});

/** What happens to answers on their way. */
let damage = (answer: Response): Response | Promise<Response> => answer;

type Result = { status: number; out: string; err: string };

const start = (args: string[], own: Record<string, string> = {}): ChildProcess =>
  spawn(process.execPath, [MAIN, ...args], { cwd: folder, env: { ...env, ...own } });

async function run(args: string[], { input = "", ...own }: Record<string, string> & { input?: string } = {}) {
  return new Promise<Result>((resolve) => {
    const child = execFile(
      process.execPath,
      [MAIN, ...args],
      { cwd: folder, env: { ...env, ...own } },
      (error, out, err) => resolve({ status: typeof error?.code === "number" ? error.code : 0, out, err }),
    );
    child.stdin?.end(input);
  });
}

const jsonOf = ({ out }: Result) => JSON.parse(out);

it("keeps a token that the site knows, for its user alone, and says whose it is", async () => {
  const { CULTIVAR_URL: url = "" } = env;
  const alone = { CULTIVAR_TOKEN: "", CULTIVAR_URL: "" };
  expect(await run(["runs"], alone)).toMatchObject({ status: 3, err: expect.stringContaining("cultivar login") });
  expect(await run(["login", "--url", url], { ...alone, input: "secret" })).toMatchObject({ status: 2 });
  const kept = await run(["login", "--url", url], { ...alone, input: `${token}\n` });
  expect(kept).toMatchObject({ status: 0, err: expect.stringContaining(`Hello ${person.viewer.name}`) });
  expect(kept.out + kept.err).not.toContain(token);
  expect((await stat(join(folder, "cultivar", "settings.json"))).mode & 0o777).toBe(0o600);
  expect(jsonOf(await run(["runs", "--json"], alone))).toEqual({ runs: [], next: null });
  const elsewhere = await run(["runs"], { ...alone, CULTIVAR_URL: "http://elsewhere.example" });
  expect(elsewhere).toMatchObject({ status: 3, err: expect.stringContaining(`is for ${url}`) });
});

it("launches a preset or a file with fields set, lists, cancels, and names what is wrong", async () => {
  const launched = await run(["launch", "scratch", "--set", "epochs=3", "--set", "optimizer.kind=sgd", "--json"]);
  const { runId } = jsonOf(launched);
  const { spec } = await site.as(person).runs.byId({ id: runId });
  expect(spec).toMatchObject({ epochs: 3, optimizer: { kind: "sgd", learningRate: 0.01 } });
  await writeFile(join(folder, "mine.json"), JSON.stringify({ ...presetSpec("deeper"), batchSize: 64 }));
  expect((await run(["launch", "mine.json"])).out).toMatch(/^[0-9a-f-]{36} {2}http.*\/runs\//);
  expect(jsonOf(await run(["runs", "--json"])).runs.map(({ name }: { name: string }) => name)).toEqual([
    "mine",
    "scratch",
  ]);

  expect(await run(["cancel", runId])).toMatchObject({ status: 0 });
  expect(await run(["cancel", runId])).toMatchObject({ status: 1, err: expect.stringContaining("ended already") });
  const failures: [string[], number, RegExp][] = [
    [["launch", "scratch", "--set", "epochs=0"], 2, /^epochs: Epochs must be/],
    [["launch", "scratch", "--set", "depth=3"], 2, /no such field/],
    [["launch", "nowhere.json"], 2, /neither a preset/],
    [["lauch"], 2, /Did you mean launch/],
    [["watch", "01890000-0000-7000-8000-000000000000"], 5, /no such run/],
  ];
  for (const [args, status, message] of failures) {
    expect(await run(args), args.join(" ")).toMatchObject({ status, err: expect.stringMatching(message) });
  }
  expect(await run(["runs"], { CULTIVAR_URL: "http://127.0.0.1:1" })).toMatchObject({
    status: 4,
    err: expect.stringMatching(/was not reached/),
  });
});

const epoch = (number: number): RunEventData => ({
  type: "epoch",
  epoch: number,
  trainLoss: 1 / number,
  trainAccuracy: 0.5,
  validationLoss: 1,
  validationAccuracy: 0.5 + number / 100,
  seconds: 1,
  imagesPerSecond: 1000,
});

it("watches a run to its end, whose state is its exit status", async () => {
  const { services } = site;
  const id = await seedRun(services, person.viewer.id, { name: "Watched", state: "running" });
  await seedEvents(services, id, 1, [epoch(1)]);
  const watching = start(["watch", id]);
  const stdout = watching.stdout as NonNullable<typeof watching.stdout>;
  const over = new Promise((resolve) => watching.on("exit", resolve));
  await once(stdout, "readable");
  const output = text(stdout);
  await seedEvents(services, id, 2, [epoch(2), ended("failed")]);
  const failure = { code: "diverged", message: "It diverged.", advice: "", details: "" };
  await services.prisma.run.update({ where: { id }, data: { state: "failed", failure, finishedAt: new Date() } });
  expect(await over).toBe(1);
  expect((await output).trim().split("\n")).toEqual([
    expect.stringContaining("Watched: running"),
    expect.stringMatching(/^epoch 1\/10: .*validation 51\.00 %/),
    expect.stringMatching(/^epoch 2\/10: .*validation 52\.00 %/),
    "failed",
  ]);
  const { status, out, err } = await run(["watch", id, "--json"]);
  expect({ status, err }).toEqual({ status: 1, err: "The run failed: It diverged.\n" });
  const lines = out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines.map(({ type }) => type)).toEqual(["epoch", "epoch", "ended", "run"]);
});

it("lists the leaderboard, and downloads a model whole and undamaged, or not at all", async () => {
  const { services } = site;
  const { modelId } = await seedModel(services, person.viewer.id, { name: "Best one", publishedAt: new Date() });
  expect((await run(["leaderboard"])).out).toContain("Best one");
  const content = Buffer.from("a model as ONNX");
  const { sha256, bytes } = await services.store.put(content);
  const requestedAt = new Date();
  await services.prisma.modelExport.create({
    data: { modelId, format: "onnx", state: "ready", requestedAt, sha256, bytes },
  });
  const got = await run(["download", `http://localhost/models/${modelId}`, "--json"]);
  expect(jsonOf(got)).toEqual({ modelId, format: "onnx", file: "best-one.onnx", sha256 });
  expect(await readFile(join(folder, "best-one.onnx"))).toEqual(content);
  expect(await run(["download", modelId])).toMatchObject({ status: 2, err: expect.stringContaining("--force") });

  damage = (answer) =>
    answer.headers.has("etag")
      ? new Response("a model as onnx", { headers: { etag: answer.headers.get("etag") ?? "" } })
      : answer;
  const damaged = await run(["download", modelId, "--out", "other.onnx"]);
  expect(damaged).toMatchObject({ status: 1, err: expect.stringMatching(/arrived damaged/) });
  for (const file of ["other.onnx", "other.onnx.part"]) await expect(stat(join(folder, file))).rejects.toThrow();
});
