import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, open, readFile, rm, stat, truncate, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { ensureFeatures, type FeatureProgress, type FeatureRequest } from "../ensure-features.ts";
import { type FeatureIdentity, featureKey } from "../feature-identity.ts";
import { featuresFolder, featuresLimit } from "../feature-space.ts";
import { tryLock } from "../file-lock.ts";
import { featureExchange, type SharedFeatures } from "../shared-features.ts";
import {
  CHUNK_ROWS,
  SAMPLE_IDENTITY,
  SAMPLE_SHAPE,
  sampleRequest,
  sampleRows,
  sampleValue,
} from "./sample-features.ts";

const SCRIPT = fileURLToPath(new URL("compute-features.ts", import.meta.url));
const KEY = featureKey(SAMPLE_IDENTITY);
const ROW_BYTES = SAMPLE_SHAPE.values * 2;
const BYTES = SAMPLE_SHAPE.rows * ROW_BYTES;

let folder = "";
let undisturbed = "";
const rowsFile = (key = KEY) => join(folder, key, "rows.f16");
const sha256 = async (file: string) =>
  createHash("sha256")
    .update(await readFile(file))
    .digest("hex");

/** Ensures the features and closes them; returns the first image of each batch that was computed, and the progress. */
async function ensure(changes: Partial<FeatureRequest> = {}) {
  const computed: number[] = [];
  const progress: FeatureProgress[] = [];
  const features = await ensureFeatures(
    sampleRequest(folder, {
      extract: async (first, count) => {
        computed.push(first);
        return sampleRows(first, count);
      },
      onProgress: (event) => progress.push(event),
      ...changes,
    }),
  );
  await features.close();
  return { computed, progress };
}

const exists = (file: string) => stat(file).then(() => true, () => false); // biome-ignore format: one thought

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "cultivar-features-"));
  await ensure();
  undisturbed = await sha256(rowsFile());
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "cultivar-features-"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("features", () => {
  test("are computed once, and found from then on", async () => {
    const { computed } = await ensure();
    expect(computed).toEqual(
      [0, 512, 1024, 1536]
        .flatMap((first) => [0, 100, 200, 300, 400, 500].map((at) => first + at))
        .filter((i) => i < 1600),
    );
    expect((await ensure()).computed).toEqual([]);
  });

  test("tell how far they are, image by image of the whole", async () => {
    const { progress } = await ensure({ batch: 400 });
    expect(progress.map(({ phase, done, total }) => `${phase} ${done}/${total}`)).toEqual(
      [400, 512, 912, 1024, 1424, 1536, 1600].map((done) => `computing ${done}/1600`),
    );
    expect((await ensure()).progress.map(({ phase, done }) => `${phase} ${done}`)).toEqual([
      "checking 512",
      "checking 1024",
      "checking 1536",
      "checking 1600",
    ]);
  });

  test("are others for other weights, data or settings, whatever order they are named in", () => {
    const reversed = Object.fromEntries(Object.entries(SAMPLE_IDENTITY).reverse()) as FeatureIdentity;
    expect(featureKey(reversed)).toBe(KEY);
    const changes: Partial<FeatureIdentity>[] = [
      { weightsSha256: "c".repeat(64) },
      { datasetSha256: "c".repeat(64) },
      { layers: [...SAMPLE_IDENTITY.layers, { type: "GlobalAveragePooling2D", name: "avg_pool" }] },
      { precision: "bfloat16" },
      { backbone: "other" },
      { mean: 0.5 },
      { std: 0.5 },
    ];
    const keys = changes.map((change) => featureKey({ ...SAMPLE_IDENTITY, ...change }));
    expect(new Set([KEY, ...keys]).size).toBe(changes.length + 1);
  });

  test("are read by row, in any order, into memory that can be used again", async () => {
    const features = await ensureFeatures(sampleRequest(folder));
    const indices = Int32Array.of(1599, 3, 4, 5, 3, 0);
    const memory = new Float32Array(10 * SAMPLE_SHAPE.values);
    const rows = await features.read(indices, memory);
    expect(rows.buffer).toBe(memory.buffer);
    const expected = [...indices].map((image) => sampleValue(image, 432));
    expect([...indices].map((_, i) => rows[i * SAMPLE_SHAPE.values + 432])).toEqual(expected);
    expect((await features.read(Int32Array.of(7)))[5]).toBe(sampleValue(7, 5));
    await expect(features.read(Int32Array.of(0, 1600))).rejects.toThrow("There is no row 1600");
    await features.close();
  });

  test("may be wanted of the first images alone, and of the others later", async () => {
    const progress: FeatureProgress[] = [];
    const some = await ensureFeatures(
      sampleRequest(folder, { needed: 600, onProgress: (event) => progress.push(event) }),
    );
    expect(some.rows).toBe(600);
    expect(progress.at(-1)).toEqual({ phase: "computing", done: 600, total: 600 });
    await some.close();
    expect((await stat(rowsFile())).size).toBe(2 * CHUNK_ROWS * ROW_BYTES);
    expect((await ensure()).computed[0]).toBe(2 * CHUNK_ROWS);
    expect((await ensure({ needed: 600 })).computed).toEqual([]);
    expect((await ensure()).computed).toEqual([]);
    expect(await sha256(rowsFile())).toBe(undisturbed);
  });

  test("that are no numbers, or too large for float16, are refused by the number of their image", async () => {
    for (const value of [Number.NaN, Number.NEGATIVE_INFINITY, 70_000]) {
      const extract = async (first: number, count: number) => {
        const rows = await sampleRows(first, count);
        if (first <= 777 && 777 < first + count) rows[(777 - first) * SAMPLE_SHAPE.values + 12] = value;
        return rows;
      };
      await expect(ensure({ extract })).rejects.toThrow(`Feature 12 of image 777 is ${value}`);
    }
  });

  test("of another size than they should have are refused", async () => {
    await expect(ensure({ extract: async () => new Float32Array(7) })).rejects.toThrow("100 images have 7 features");
  });
});

describe("features that were broken off", { timeout: 60_000 }, () => {
  test("by an abort keep what is done", async () => {
    const abort = new AbortController();
    const onProgress = ({ done }: FeatureProgress) => done >= 700 && abort.abort(new Error("enough"));
    await expect(ensure({ onProgress, signal: abort.signal })).rejects.toThrow("enough");
    expect((await ensure()).computed[0]).toBe(CHUNK_ROWS);
    expect(await sha256(rowsFile())).toBe(undisturbed);
  });

  test("by a kill go on after the last whole chunk, to the bytes of undisturbed ones", async () => {
    for (const killAt of [0, 600, 1100]) {
      const child = compute(2);
      await child.until((lines) => Number(lines.at(-1)) >= killAt);
      child.kill();
      await child.ended;
    }
    const journal = (await readFile(join(folder, KEY, "chunks.jsonl"), "utf8")).trim().split("\n");
    const { computed } = await ensure();
    expect(computed[0]).toBe(journal.length * CHUNK_ROWS);
    expect(journal.length).toBeGreaterThanOrEqual(2);
    expect(await sha256(rowsFile())).toBe(undisturbed);
  });

  test("in the middle of a line of the journal compute that chunk again", async () => {
    await ensure();
    const journal = join(folder, KEY, "chunks.jsonl");
    await truncate(journal, (await stat(journal)).size - 4);
    expect((await ensure()).computed[0]).toBe(3 * CHUNK_ROWS);
    expect((await ensure()).computed).toEqual([]);
  });
});

describe("features that another trainer has computed", () => {
  const store = new Map<string, Uint8Array>();
  const shared: SharedFeatures[] = [];
  const exchange = () =>
    featureExchange({
      store: {
        put: async (bytes) => {
          const sha256 = createHash("sha256").update(bytes).digest("hex");
          store.set(sha256, bytes.slice());
          return { sha256, bytes: bytes.length };
        },
        get: async (sha256) => (store.get(sha256)?.slice() as Uint8Array<ArrayBuffer>) ?? null,
      },
      known: shared,
      onShared: (one) => shared.push(one),
    });
  /** As on another machine: in a folder of its own. */
  const elsewhere = async () => {
    await rm(folder, { recursive: true });
    return ensure({ exchange: exchange() });
  };

  beforeEach(async () => {
    store.clear();
    shared.length = 0;
    await ensure({ exchange: exchange() });
  });

  test("are put into the store once, with the hashes of their chunks", async () => {
    expect(shared).toMatchObject([{ key: KEY, bytes: BYTES, chunks: { length: 4 } }]);
    await ensure({ exchange: exchange() });
    expect(shared.length).toBe(1);
  });

  test("are fetched instead of computed, to the same bytes", async () => {
    const { computed, progress } = await elsewhere();
    expect(computed).toEqual([]);
    expect(progress.map(({ phase, done }) => `${phase} ${done}`)).toEqual([
      "fetching 512",
      "fetching 1024",
      "fetching 1536",
      "fetching 1600",
    ]);
    expect(await sha256(rowsFile())).toBe(undisturbed);
    expect(shared.length).toBe(1);
  });

  test("are computed where the store has lost them", async () => {
    store.delete(shared[0]?.chunks[1] ?? "");
    const { computed } = await elsewhere();
    expect(computed).toEqual([512, 612, 712, 812, 912, 1012]);
    expect(await sha256(rowsFile())).toBe(undisturbed);
  });

  test("are not shared where they are too many", async () => {
    async function* chunks() {
      yield Uint8Array.of(1);
    }
    await exchange().offer(KEY, 1e9 + 1, chunks());
    expect(shared.length).toBe(1);
    await exchange().offer(KEY, 1e9, chunks());
    expect(shared.length).toBe(2);
  });
});

describe("damaged features", () => {
  beforeEach(async () => {
    await ensure();
  });

  test("are computed again, and only those", async () => {
    const rows = await open(rowsFile(), "r+");
    await rows.write(Uint8Array.of(1, 2, 3), 0, 3, (CHUNK_ROWS + 17) * ROW_BYTES);
    await rows.close();
    const { computed } = await ensure();
    expect(computed).toEqual([512, 612, 712, 812, 912, 1012]);
    expect(await sha256(rowsFile())).toBe(undisturbed);
  });

  test.each<[string, () => Promise<void>, number]>([
    ["cut off", () => truncate(rowsFile(), 2.5 * CHUNK_ROWS * ROW_BYTES), 2 * CHUNK_ROWS],
    ["without their file", () => rm(rowsFile()), 0],
    ["without their head", () => rm(join(folder, KEY, "head.json")), 0],
    ["with a head of something else", () => writeFile(join(folder, KEY, "head.json"), "{}"), 0],
    ["with a journal of nonsense", () => writeFile(join(folder, KEY, "chunks.jsonl"), '{"chunk":9,"crc32":1}\nx\n'), 0],
  ])("%s are computed again from there", async (_, damage, from) => {
    await damage();
    expect((await ensure()).computed[0]).toBe(from);
    expect(await sha256(rowsFile())).toBe(undisturbed);
  });
});

describe("of two processes", { timeout: 60_000 }, () => {
  test("one computes, and the other waits and finds what it needs", async () => {
    const first = compute(50);
    await first.until((lines) => lines.length >= 2);
    const second = compute(0);
    await Promise.all([first.ended, second.ended]);
    expect(first.lines.at(-1)).toBe("ready");
    expect(second.lines.filter((line) => line !== "waiting")).toEqual(["ready"]);
  });

  test("one takes over when the other is killed", async () => {
    const first = compute(100);
    await first.until((lines) => Number(lines.at(-1)) >= CHUNK_ROWS);
    const second = compute(0);
    await second.until((lines) => lines.includes("waiting"));
    first.kill();
    await second.ended;
    expect(second.lines.filter((line) => line !== "waiting")[0]).toBe(String(CHUNK_ROWS));
    expect(second.lines.at(-1)).toBe("ready");
    expect(await sha256(rowsFile())).toBe(undisturbed);
  });

  test("one tells how far the other is, and can be cancelled while it waits", async () => {
    const first = compute(20);
    await first.until((lines) => Number(lines.at(-1)) >= CHUNK_ROWS);
    const abort = new AbortController();
    const seen: FeatureProgress[] = [];
    const onProgress = (event: FeatureProgress) => {
      seen.push(event);
      abort.abort(new Error("cancelled"));
    };
    await expect(ensure({ onProgress, signal: abort.signal })).rejects.toThrow("cancelled");
    expect(seen).toEqual([{ phase: "waiting", done: CHUNK_ROWS, total: SAMPLE_SHAPE.rows }]);
    first.kill();
    await first.ended;
  });
});

describe("the disk", () => {
  test("is asked for room before anything is computed", async () => {
    const extract = vi.fn(sampleRows);
    const failure = ensure({ extract, freeBytes: async () => BYTES + 0.5e9 });
    await expect(failure).rejects.toThrow(/need 1\.9 MB more in .*cultivar-features-.*but 501\.9 MB are free/);
    await expect(ensure({ extract, limitBytes: BYTES - 1 })).rejects.toThrow("Raise FEATURES_LIMIT_GB");
    expect(extract).not.toHaveBeenCalled();
  });

  test("needs room only for what is missing", async () => {
    const abort = new AbortController();
    const onProgress = ({ done }: FeatureProgress) => done >= 1100 && abort.abort(new Error("enough"));
    await expect(ensure({ onProgress, signal: abort.signal })).rejects.toThrow("enough");
    await ensure({ freeBytes: async () => 1e9 + BYTES - 2 * CHUNK_ROWS * ROW_BYTES });
  });

  // A limit on the size of files is the full disk that a test can have.
  test.skipIf(process.platform === "win32")("that becomes full says so, and what was done is kept", async () => {
    const blocks = Math.floor((1.5 * CHUNK_ROWS * ROW_BYTES) / 512);
    const child = compute(0, `ulimit -f ${blocks}`);
    await child.ended;
    expect(child.lines.at(-1)).toMatch(
      /FeatureSpaceError: The disk of .* is full after the features of 512 of 1,600 images: 1\.3 MB more/,
    );
    expect((await ensure()).computed[0]).toBe(CHUNK_ROWS);
    expect(await sha256(rowsFile())).toBe(undisturbed);
  });

  test("has a limit, which a setting gives", () => {
    expect(featuresLimit({})).toBe(40e9);
    expect(featuresLimit({ FEATURES_LIMIT_GB: "2.5" })).toBe(2.5e9);
    expect(() => featuresLimit({ FEATURES_LIMIT_GB: "much" })).toThrow("FEATURES_LIMIT_GB must be a number");
    expect(() => featuresLimit({ FEATURES_LIMIT_GB: "0" })).toThrow("FEATURES_LIMIT_GB must be a number");
    expect(featuresFolder({ CULTIVAR_HOME: "/srv/cultivar" })).toBe("/srv/cultivar/features");
  });
});

describe("when it becomes tight", () => {
  const named = (backbone: string): FeatureIdentity => ({ ...SAMPLE_IDENTITY, backbone });
  const there = async (...backbones: string[]) => {
    const found = await Promise.all(backbones.map((name) => exists(rowsFile(featureKey(named(name))))));
    return backbones.filter((_, i) => found[i]);
  };
  /** Features that were used so many seconds ago. */
  const used = async (backbone: string, seconds: number) => {
    await ensure({ identity: named(backbone) });
    const at = new Date(Date.now() - 1000 * seconds);
    await utimes(join(folder, featureKey(named(backbone)), "head.json"), at, at);
  };

  beforeEach(async () => {
    await used("oldest", 300);
    await used("older", 200);
    await used("newest", 100);
  });

  test("the features that were used least recently go, and no more than must", async () => {
    await ensure({ identity: named("wanted"), limitBytes: 3 * BYTES });
    expect(await there("oldest", "older", "newest", "wanted")).toEqual(["older", "newest", "wanted"]);
    await ensure({ identity: named("older") });
    await ensure({ identity: named("another"), freeBytes: async () => 1e9 });
    expect(await there("older", "newest", "wanted", "another")).toEqual(["older", "wanted", "another"]);
  });

  test("those in use stay, and those that are wanted", async () => {
    const oldest = await ensureFeatures(sampleRequest(folder, { identity: named("oldest") }));
    await used("wanted", 1000);
    await truncate(rowsFile(featureKey(named("wanted"))), BYTES / 2);
    await ensure({ identity: named("wanted"), limitBytes: 2 * BYTES });
    expect(await there("oldest", "older", "newest", "wanted")).toEqual(["oldest", "wanted"]);
    await oldest.close();
  });

  test("nothing goes where that would not be enough", async () => {
    const oldest = await ensureFeatures(sampleRequest(folder, { identity: named("oldest") }));
    const failure = ensure({ identity: named("wanted"), limitBytes: 1.5 * BYTES });
    await expect(failure).rejects.toThrow("of which 1.9 MB are in use by other trainings");
    expect(await there("oldest", "older", "newest")).toEqual(["oldest", "older", "newest"]);
    await oldest.close();
  });

  test("features that are closed can go", async () => {
    const key = featureKey(named("oldest"));
    const features = await ensureFeatures(sampleRequest(folder, { identity: named("oldest") }));
    expect(tryLock(join(folder, `${key}.lock`), "remove")).toBeNull();
    await features.close();
    const lock = tryLock(join(folder, `${key}.lock`), "remove");
    expect(lock).not.toBeNull();
    lock?.release();
  });
});

type Computing = {
  lines: string[];
  kill(): void;
  ended: Promise<void>;
  until(seen: (lines: string[]) => boolean): Promise<void>;
};

const children = new Set<ChildProcess>();
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
});

/** Starts a process that computes the sample features in the folder of the test. */
function compute(delay: number, before = ":"): Computing {
  const command = `${before}; exec "$@"`;
  const child = spawn("sh", ["-c", command, "sh", process.execPath, SCRIPT, folder, String(delay)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.add(child);
  const lines: string[] = [];
  let rest = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    const parts = (rest + text).split("\n");
    rest = parts.pop() ?? "";
    lines.push(...parts);
  });
  const ended = new Promise<void>((resolve) => {
    child.on("close", () => {
      children.delete(child);
      resolve();
    });
  });
  const until = (seen: (lines: string[]) => boolean) =>
    vi.waitFor(() => expect(seen(lines)).toBe(true), { timeout: 30_000, interval: 5 });
  return { lines, kill: () => child.kill("SIGKILL"), ended, until };
}
