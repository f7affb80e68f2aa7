/** What backup and restore promise, by their commands, from one installation into another wherever each keeps its files. */
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { appendFile, cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TRAIN_QUEUE } from "#domain/runs/train-job";
import type { PrismaClient } from "#prisma/generated/client";
import { ARTEFACT_COLUMNS } from "#prisma/unnamed-artefacts";
import { log, seedCollection, seedEvents, seedModel, seedRun, seedTrainer } from "./seeds.ts";
import { createTestSite, PASSWORD, type Person, type TestSite } from "./test-site.ts";

/** Milliseconds for a handful of commands, each a process of its own. */
const COMMANDS_TIMEOUT = 240_000;

type Environment = () => Record<string, string>;

/** One of the commands, on a site: what it says, and whether it succeeded. */
function command(site: TestSite, name: "backup" | "restore", ...args: string[]) {
  const { PATH = "", HOME = "" } = process.env;
  const strings = Object.entries(site.services.env).filter((entry) => typeof entry[1] === "string");
  const env = { ...Object.fromEntries(strings), NODE_ENV: "test" as const, PATH, HOME };
  return new Promise<{ ok: boolean; said: string }>((resolve) => {
    execFile(process.execPath, [`scripts/${name}.ts`, ...args], { env }, (error, stdout, stderr) => {
      resolve({ ok: error === null, said: stdout + stderr });
    });
  });
}

/** A digest of the rows of each table of ours; the queue and who migrated the database have tests of their own. */
async function rowsOf(prisma: PrismaClient): Promise<Record<string, string>> {
  const tables = await prisma.$queryRaw<{ name: string }[]>`
    SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
       AND relname NOT IN ('_prisma_migrations', 'store_lease', 'ranking_change') ORDER BY 1`;
  const digests: [string, string][] = [];
  for (const { name } of tables) {
    const [row] = await prisma.$queryRawUnsafe<{ digest: string }[]>(
      `SELECT count(*) || ' ' || md5(coalesce(string_agg(t::text, chr(10) ORDER BY t::text), '')) AS digest FROM "${name}" t`,
    );
    digests.push([name, row?.digest ?? ""]);
  }
  return Object.fromEntries(digests);
}

/** Every file that a row of the site names, as its store has it. */
async function filesOf({ services: { prisma, store } }: TestSite): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const [table, column] of ARTEFACT_COLUMNS) {
    const rows = await prisma.$queryRawUnsafe<{ sha256: string | null }[]>(
      `SELECT "${column}" AS sha256 FROM "${table}"`,
    );
    for (const { sha256 } of rows) {
      if (sha256) files.set(sha256, Buffer.from((await store.get(sha256)) ?? []).toString("base64"));
    }
  }
  return files;
}

const listed = async ({ services: { store } }: TestSite): Promise<string[]> => {
  const hashes: string[] = [];
  for await (const { sha256 } of store.list()) hashes.push(sha256);
  return hashes;
};

/** @param from what the environment says of the first installation's store, @param to of the second's */
export function describeBackup(what: string, from: Environment, to: Environment): void {
  describe(`backup and restore, ${what}`, { timeout: COMMANDS_TIMEOUT }, () => {
    let site: TestSite;
    let owner: Person;
    let modelId: string;
    let manifestSha256: string;
    let manifestBytes: number;
    let folder: string;
    let target: string;
    const others: TestSite[] = [];

    const elsewhere = async () => {
      const other = await createTestSite(to());
      others.push(other);
      return other;
    };
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), "cultivar-backup-"));
      target = join(folder, "backup");
      site = await createTestSite(from());
      const { services } = site;
      owner = await site.signUp("Ada Lovelace");
      const other = await site.signUp("Øyvind Åsen");
      const public_ = { publishedAt: new Date() };
      ({ modelId, manifestSha256 } = await seedModel(services, owner.viewer.id, {
        ...public_,
        name: "first",
        testAccuracy: 0.9,
      }));
      await seedModel(services, other.viewer.id, { ...public_, name: "second\n\\.", testLoss: Number.NaN });
      const hidden = await seedModel(services, other.viewer.id, { name: "private" });
      await seedCollection(services, owner.viewer.id, "kept", [modelId]);
      const running = await seedRun(services, owner.viewer.id, { state: "running", startedAt: new Date() });
      await seedEvents(services, running, 1, [log("a line\twith \\ and\n another")]);
      const checkpoint = await services.store.put(Buffer.from("a checkpoint"));
      await services.prisma.checkpoint.create({ data: { runId: running, epoch: 1, step: 1, ...checkpoint } });
      await site.as(other).runs.again({ id: hidden.runId });
      await services.store.put(Buffer.from("named by nothing"));
      manifestBytes = (await services.store.get(manifestSha256))?.length ?? 0;
    });
    afterAll(async () => {
      for (const one of [site, ...others]) await one.close();
      await rm(folder, { recursive: true });
    });

    it("gives another installation the same leaderboard, models, accounts, queue and files", async () => {
      const { ok, said } = await command(site, "backup", target);
      expect([ok, said]).toEqual([true, expect.stringMatching(/\d+ rows and \d+ files.*BETTER_AUTH_SECRET/s)]);
      const other = await elsewhere();
      // Whoever looked before is not to see an empty leaderboard afterwards.
      expect((await other.as(null).models.leaderboard()).rows).toEqual([]);
      const restored = await command(other, "restore", target);
      expect([restored.ok, restored.said]).toEqual([true, expect.stringMatching(/rows and \d+ files.* are as on/)]);

      expect(await rowsOf(other.services.prisma)).toEqual(await rowsOf(site.services.prisma));
      const files = await filesOf(site);
      expect(await filesOf(other)).toEqual(files);
      expect((await listed(other)).sort()).toEqual([...files.keys()].sort());
      const board = await other.as(null).models.leaderboard();
      expect(board.rows).toHaveLength(2);
      expect(board).toEqual(await site.as(null).models.leaderboard());
      expect(await other.as(null).models.byId({ id: modelId })).toEqual(
        await site.as(null).models.byId({ id: modelId }),
      );
      expect((await other.auth("/sign-in/email", { email: owner.email, password: PASSWORD })).status).toBe(200);
      const jobs = ({ services }: TestSite) =>
        services.prisma.$queryRaw`
          SELECT id, data, priority, state::text FROM pgboss.job WHERE name = ${TRAIN_QUEUE} ORDER BY id`;
      expect(await jobs(other)).toHaveLength(1);
      expect(await jobs(other)).toEqual(await jobs(site));

      // It would take the place of what is there, and does so only when it is told to.
      const again = await command(other, "restore", target);
      expect([again.ok, again.said]).toEqual([false, expect.stringMatching(/not empty.*--replace/s)]);
      await other.services.prisma.user.updateMany({ data: { role: "admin" } });
      expect(await command(other, "restore", target, "--replace")).toMatchObject({ ok: true });
      expect(await rowsOf(other.services.prisma)).toEqual(await rowsOf(site.services.prisma));
    });

    it("refuses a damaged backup before anything is written", async () => {
      const other = await elsewhere();
      const manifest = join("files", manifestSha256.slice(0, 2), manifestSha256);
      for (const [damage, reason] of [
        [(copy: string) => appendFile(join(copy, "tables", "public.run.copy.gz"), "x"), /damaged.*public\.run/s],
        [(copy: string) => writeFile(join(copy, manifest), "x".repeat(manifestBytes)), /damaged.*SHA-256/s],
        [(copy: string) => rm(join(copy, "manifest.json")), /holds no backup/],
      ] as const) {
        const copy = join(folder, randomUUID());
        await cp(target, copy, { recursive: true });
        await damage(copy);
        const refused = await command(other, "restore", copy);
        expect([refused.ok, refused.said]).toEqual([false, expect.stringMatching(reason)]);
      }
      expect(await other.services.prisma.user.count()).toBe(0);
      expect(await listed(other)).toEqual([]);

      await seedTrainer(other.services, { name: "busy" });
      const refused = await command(other, "restore", target, "--replace");
      expect([refused.ok, refused.said]).toEqual([false, expect.stringMatching(/busy.*stop Cultivar/s)]);
    });

    it("refuses to back up what nobody uses, and says what it was pointed at", async () => {
      const { ok, said } = await command(await elsewhere(), "backup", join(folder, "unused"));
      expect([ok, said]).toEqual([
        false,
        expect.stringMatching(/Nobody has an account in the database \w+ at .+ and the /),
      ]);
    });

    it("names the files that the store had lost already, and keeps the rest", async () => {
      await site.services.store.delete(manifestSha256);
      const refused = await command(site, "backup", target);
      expect([refused.ok, refused.said]).toEqual([false, expect.stringMatching(/not empty/)]);
      const incomplete = join(folder, "incomplete");
      const { ok, said } = await command(site, "backup", incomplete);
      expect([ok, said]).toEqual([
        false,
        expect.stringContaining(`missing or damaged in the store, and so in the backup:\n${manifestSha256}`),
      ]);
      const other = await elsewhere();
      expect(await command(other, "restore", incomplete)).toMatchObject({ ok: true });
      expect((await other.as(null).models.leaderboard()).rows).toHaveLength(2);
    });
  });
}
