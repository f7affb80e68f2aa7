import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fromColumns } from "#domain/models/board-points";
import { createContext } from "../context.ts";
import { createRankings } from "../models/ranking.ts";
import { createCaller } from "../router.ts";
import { seedModel } from "./seeds.ts";
import { createTestSite, type Person, type TestSite } from "./test-site.ts";

let site: TestSite;
let fern: Person;
let nettle: Person;

/** Ranks 1 to 6: A, B (earlier of a tie), C, D, E, F; P was measured on a part of the test set. */
beforeAll(async () => {
  site = await createTestSite();
  [fern, nettle] = [await site.signUp("Fern"), await site.signUp("100 nettle")];
  let second = 0;
  const seed = async (
    person: Person,
    name: string,
    testAccuracy: number,
    parameters: number,
    preset: string | null,
  ) => {
    const more = name === "P" ? { testCount: 500 } : {};
    const publishedAt = new Date(Date.UTC(2026, 0, 1, 0, 0, second++));
    const { runId } = await seedModel(site.services, person.viewer.id, {
      ...more, name, testAccuracy, parameters, publishedAt,
      bytes: 4 * parameters,
      trainingSeconds: 2_000_000 - parameters,
    }); // biome-ignore format: one thought
    await site.services.prisma.run.update({ where: { id: runId }, data: { preset } });
  };
  await seed(fern, "A", 0.9, 1_500_000, null);
  await seed(fern, "B", 0.8, 99_999, "deeper");
  await seed(nettle, "C", 0.8, 100_000, "deeper");
  await seed(nettle, "D", 0.7, 99_999, "scratch");
  await seed(nettle, "E", 0.7, 1_000, "scratch");
  await seed(fern, "F", 0.6, 900, null);
  await seed(nettle, "P", 0.99, 10, null);
});
afterAll(() => site.close());

type Asked = Parameters<ReturnType<TestSite["as"]>["models"]["leaderboard"]>[0];
const board = (asked?: Asked) => site.as(null).models.leaderboard(asked);
const shown = async (asked?: Asked) => (await board(asked)).rows.map(({ rank, place, name }) => [rank, place, name]);

describe("a filtered leaderboard", () => {
  it("keeps overall ranks and counts places among what is left", async () => {
    expect(await shown({ below: 100_000 })).toEqual([
      [2, 1, "B"],
      [4, 2, "D"],
      [5, 3, "E"],
      [6, 4, "F"],
      [null, 5, "P"],
    ]);
    expect(await shown({ atLeast: 100_000, below: 1_000_000 })).toEqual([[3, 1, "C"]]);
    expect(await shown({ network: "own" })).toEqual([
      [1, 1, "A"],
      [6, 2, "F"],
      [null, 3, "P"],
    ]);
    expect(await shown({ network: "deeper" })).toEqual([
      [2, 1, "B"],
      [3, 2, "C"],
    ]);
  });

  it("finds authors by a part of their name in any case, and takes no pattern from it", async () => {
    expect((await board({ author: "fER" })).total).toBe(3);
    expect((await board({ author: "%" })).total).toBe(0);
    expect((await board({ author: "_" })).total).toBe(0);
    expect((await board({ author: "\\" })).total).toBe(0);
  });

  it("shows of each author the best that fits the other filters", async () => {
    expect(await shown({ onePerAuthor: true })).toEqual([
      [1, 1, "A"],
      [3, 2, "C"],
    ]);
    expect(await shown({ onePerAuthor: true, below: 100_000 })).toEqual([
      [2, 1, "B"],
      [4, 2, "D"],
    ]);
  });

  it("counts what other sizes would leave", async () => {
    expect(await board({ below: 100_000 })).toMatchObject({ total: 5, published: 7, sizes: [7, 6, 5] });
    expect(await board({ below: 100_000, onePerAuthor: true })).toMatchObject({ total: 2, sizes: [2, 2, 2] });
    expect(await board({ network: "deeper" })).toMatchObject({ total: 2, sizes: [2, 2, 1] });
  });

  it("orders by a cost without changing ranks, and pages", async () => {
    const bySize = await board({ order: "parameters", pageSize: 5 });
    expect(bySize.rows.map(({ rank, name }) => [rank, name])).toEqual([
      [null, "P"],
      [6, "F"],
      [5, "E"],
      [2, "B"],
      [4, "D"],
    ]);
    expect((await shown({ order: "parameters", pageSize: 5, page: 2 })).map(([, , name]) => name)).toEqual(["C", "A"]);
    expect((await shown({ order: "trainingSeconds", pageSize: 5 }))[0]?.[2]).toBe("A");
  });
});

describe("the points of the scatter", () => {
  const front = async (asked: Parameters<ReturnType<TestSite["as"]>["models"]["leaderboardPoints"]>[0]) =>
    fromColumns(await site.as(null).models.leaderboardPoints(asked))
      .filter(({ onFront }) => onFront)
      .map(({ name }) => name);

  it("mark those that no other beats in accuracy and cost, and leave out what has no rank", async () => {
    const points = fromColumns(await site.as(null).models.leaderboardPoints({}));
    expect(points.map(({ name }) => name).sort()).toEqual(["A", "B", "C", "D", "E", "F"]);
    expect(await front({})).toEqual(["A", "B", "E", "F"]);
    expect(await front({ cost: "trainingSeconds" })).toEqual(["A"]);
    expect(await front({ cost: "bytes", network: "deeper" })).toEqual(["B"]);
  });
});

describe("the leaderboard as CSV", () => {
  it("holds what the filter leaves, in its order", async () => {
    const lines = (await site.as(null).models.leaderboardCsv({ network: "own", order: "parameters" })).split("\r\n");
    expect(lines).toHaveLength(5);
    expect(lines[0]).toMatch(/^rank,place,model,author,test accuracy,95 % half-width,/);
    expect(lines.slice(1, 4).map((line) => line.split(",").slice(0, 5).join())).toEqual([
      expect.stringMatching(/^,3,P,100 nettle,0.99$/),
      "6,2,F,Fern,0.6",
      "1,1,A,Fern,0.9",
    ]);
  });
});

describe("each change of what is published", () => {
  let other: TestSite;
  afterAll(() => other.close());

  it("is seen by the next reader, on every instance of the web app, also while others read", async () => {
    other = await createTestSite();
    const { services } = other;
    const author = await other.signUp("Sorrel");
    const mine = other.as(author);
    const { runId, modelId } = await seedModel(services, author.viewer.id, { name: "one", publishedAt: null });
    // A second instance: memory of its own, the same database.
    const second = createCaller(createContext({ ...services, ranking: createRankings(services.prisma) }, null));
    const instances = [other.as(null), second];
    const names = () =>
      Promise.all(
        // The second question of each comes while the first is being answered.
        [...instances, ...instances].map(async (api) =>
          (await api.models.leaderboard()).rows.map(({ name, author }) => `${name} by ${author}`),
        ),
      );
    const allSee = (...rows: string[]) => [rows, rows, rows, rows];
    expect(await names()).toEqual(allSee());
    await mine.models.show({ id: modelId, visibility: "public" });
    expect(await names()).toEqual(allSee("one by Sorrel"));
    await mine.models.rename({ id: modelId, name: "uno" });
    expect(await names()).toEqual(allSee("uno by Sorrel"));
    await other.auth("/update-user", { name: "Dock" }, author.headers);
    expect(await names()).toEqual(allSee("uno by Dock"));
    await mine.runs.delete({ id: runId });
    expect(await names()).toEqual(allSee());
    await mine.runs.restore({ id: runId });
    expect(await names()).toEqual(allSee("uno by Dock"));
    await seedModel(services, author.viewer.id, { name: "two", testAccuracy: 0.9, publishedAt: new Date() });
    expect(await names()).toEqual(allSee("two by Dock", "uno by Dock"));
    await mine.models.show({ id: modelId, visibility: "link" });
    expect(await names()).toEqual(allSee("two by Dock"));
    await services.prisma.user.delete({ where: { id: author.viewer.id } });
    expect(await names()).toEqual(allSee());
  });

  it("is told from every other by the latest ones alone, of which few are kept", async () => {
    const { prisma } = other.services;
    await prisma.rankingChange.updateMany({ data: { at: new Date(Date.now() - 120_000) } });
    const writer = await other.signUp("Yarrow");
    const { modelId } = await seedModel(other.services, writer.viewer.id, { publishedAt: new Date() });
    // One change in twenty removes those of before a minute ago.
    for (let change = 0; change < 300; change++) {
      await prisma.model.update({ where: { id: modelId }, data: { parameters: change + 1 } });
    }
    expect(await prisma.rankingChange.count({ where: { at: { lt: new Date(Date.now() - 60_000) } } })).toBe(0);
  });
});
