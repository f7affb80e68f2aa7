import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { missingEntries } from "../complete-lock.mjs";
import { scanBundle } from "../scan-bundle.mjs";
import { CommandError, execute } from "../setup/command.mjs";
import { assembleEnvironment, withoutInstallation } from "../setup/environment.mjs";
import { takeLock } from "../setup/lock.mjs";
import { runsTypeScript } from "../setup/node.mjs";
import { isInstalled } from "../setup/packages.mjs";
import { locate } from "../setup/paths.mjs";
import { endGroup, identify, isAlive } from "../setup/process-identity.mjs";
import { formatBytes, formatDuration } from "../setup/report.mjs";
import { ensureSecret } from "../setup/secrets.mjs";
import { hashFiles, listFiles } from "../setup/stamp.mjs";
import { parseCudaRequirements } from "../setup/tensorflow.mjs";
import { runCounted } from "../testing/part.mjs";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cultivar-set-up-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe("runsTypeScript", () => {
  it.each([
    ["20.20.2", false],
    ["22.17.1", false],
    ["22.18.0", true],
    ["23.5.0", false],
    ["23.6.0", true],
    ["24.0.0", true],
    ["100.1.0", true],
  ])("Node %s: %s", (version, expected) => {
    expect(runsTypeScript(version)).toBe(expected);
  });
});

describe("isInstalled", () => {
  const wanted = {
    "": { version: "1.0.0" },
    "node_modules/a": { version: "1.0.0", integrity: "sha512-a" },
    "node_modules/b-darwin": { version: "1.0.0", integrity: "sha512-b", optional: true },
  };

  it("holds when every package is there, those of other platforms apart", () => {
    expect(isInstalled(wanted, { "node_modules/a": { version: "1.0.0", integrity: "sha512-a" } })).toBe(true);
  });

  it("fails on another version, other contents, or a missing package", () => {
    expect(isInstalled(wanted, { "node_modules/a": { version: "1.0.1", integrity: "sha512-a" } })).toBe(false);
    expect(isInstalled(wanted, { "node_modules/a": { version: "1.0.0", integrity: "sha512-x" } })).toBe(false);
    expect(isInstalled(wanted, {})).toBe(false);
  });
});

describe("package-lock.json", () => {
  it("is complete: if this fails, run node scripts/complete-lock.mjs", () => {
    const lock = JSON.parse(readFileSync(new URL("../../package-lock.json", import.meta.url), "utf8"));
    expect(missingEntries(lock.packages)).toEqual({});
  });

  it("lacks a build for another platform until it is added with the platform of its name", () => {
    const packages = {
      "": {},
      "node_modules/tool": {
        version: "2.0.0",
        dev: true,
        optionalDependencies: { "tool-linux-x64-musl": "2.0.0", found: "1.0.0" },
      },
      "node_modules/found": { version: "1.0.0" },
    };
    expect(missingEntries(packages)).toEqual({
      "node_modules/tool-linux-x64-musl": {
        version: "2.0.0",
        cpu: ["x64"],
        dev: true,
        libc: ["musl"],
        optional: true,
        os: ["linux"],
      },
    });
  });
});

describe("locate", () => {
  it("keeps everything below CULTIVAR_HOME", () => {
    const { checkout, modules, ...rest } = locate({ CULTIVAR_HOME: folder });
    expect(modules).toBe(join(checkout, "node_modules"));
    for (const path of Object.values(rest)) expect(path.startsWith(folder)).toBe(true);
  });

  it("lets the data set, the backbones and the store lie elsewhere", () => {
    const elsewhere = { DATASETS_DIR: "/data", BACKBONES_DIR: "/backbones", STORE_DIR: "/store" };
    const paths = locate({ CULTIVAR_HOME: folder, ...elsewhere });
    expect([paths.datasets, paths.backbones, paths.store]).toEqual(["/data", "/backbones", "/store"]);
  });
});

describe("withoutInstallation", () => {
  it("keeps what the user set but what names their data: tests and chaos sweep a store of their own", () => {
    const data = {
      CULTIVAR_HOME: "/home",
      DATABASE_URL: "postgresql://one",
      DIRECT_DATABASE_URL: "postgresql://two",
      STORE_DIR: "/store",
      STORE_S3_BUCKET: "artefacts",
      STORE_S3_PREFIX: "here",
    };
    const others = { PATH: "/bin", DATASETS_DIR: "/datasets", TEST_S3_BUCKET: "tests" };
    expect(withoutInstallation({ ...data, ...others } as never)).toEqual(others);
  });
});

describe("assembleEnvironment", () => {
  it("names the folder of the store, unless artefacts are in a bucket", async () => {
    const paths = locate({ CULTIVAR_HOME: folder });
    const assemble = (env: Record<string, string>) =>
      assembleEnvironment(paths, { node: process.execPath }, { BETTER_AUTH_SECRET: "s", ...env } as never);
    expect(await assemble({})).toMatchObject({ STORE_DIR: paths.store });
    const inBucket = await assemble({ STORE_S3_BUCKET: "cultivar" });
    expect([inBucket.STORE_DIR, inBucket.STORE_S3_BUCKET]).toEqual([undefined, "cultivar"]);
  });
});

describe("execute", () => {
  it("gives what a program wrote", async () => {
    const lines: string[] = [];
    const script = "console.log('one\\ntwo'); console.error('three')";
    const { stdout, stderr } = await execute(process.execPath, ["-e", script], {
      onLine: (line) => lines.push(line),
    });
    expect([stdout, stderr]).toEqual(["one\ntwo\n", "three\n"]);
    expect(lines.sort()).toEqual(["one", "three", "two"]);
  });

  it("fails with the exit status and the end of what was written", async () => {
    const failure = execute(process.execPath, ["-e", "console.error('the reason'); process.exit(3)"]);
    await expect(failure).rejects.toThrow(/exit status 3:\nthe reason/);
    await expect(failure).rejects.toBeInstanceOf(CommandError);
  });

  it("fails on a program that does not exist", async () => {
    await expect(execute(join(folder, "nothing"), [])).rejects.toThrow(/status 127/);
  });
});

describe("takeLock", () => {
  it("takes over the lock of a process that is gone, not that of one that lives", async () => {
    const file = join(folder, "lock");
    writeFileSync(file, JSON.stringify({ pid: process.pid, started: "another moment" }));
    const release = await takeLock(file);

    let second = false;
    const waiting = takeLock(file).then((releaseSecond: () => void) => {
      second = true;
      releaseSecond();
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(second).toBe(false);
    release();
    await waiting;
    expect(second).toBe(true);
  });
});

describe("process identity", () => {
  it("tells a process from a later one of the same number", () => {
    const identity = identify(process.pid);
    expect(identity && isAlive(identity)).toBe(true);
    expect(isAlive({ pid: process.pid, started: "another moment" })).toBe(false);
  });
});

describe("endGroup", () => {
  it("kills a process that does not end by itself, with those that it started", async () => {
    const stubborn = "process.on('SIGTERM', () => {}); console.log(process.pid); setInterval(() => {}, 1000);";
    const parent = `require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(stubborn)}], { stdio: "inherit" });`;
    const child = spawn(process.execPath, ["-e", parent + stubborn], {
      detached: true,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const pids: number[] = [];
    for await (const chunk of child.stdout) {
      pids.push(...String(chunk).trim().split("\n").map(Number));
      if (pids.length === 2) break;
    }
    const identities = pids.map((pid) => identify(pid));
    const leader = identities.find((identity) => identity?.pid === child.pid);
    if (!leader) throw new Error("The process ended too early.");
    await endGroup(leader, 100);
    await expect.poll(() => identities.some((identity) => identity && isAlive(identity))).toBe(false);
  });
});

describe("ensureSecret", () => {
  it("is made once", async () => {
    const paths = locate({ CULTIVAR_HOME: folder });
    const secret = await ensureSecret(paths, "better-auth");
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(await ensureSecret(paths, "better-auth")).toBe(secret);
    expect(await ensureSecret(paths, "other")).not.toBe(secret);
  });
});

describe("hashFiles", () => {
  it("changes with names, contents and absence", () => {
    const [one, two] = [join(folder, "one"), join(folder, "two")];
    writeFileSync(one, "1");
    const before = hashFiles([one, two]);
    expect(hashFiles([one, two])).toBe(before);
    expect(hashFiles([two, one])).not.toBe(before);
    writeFileSync(one, "2");
    expect(hashFiles([one, two])).not.toBe(before);
    expect(listFiles(folder)).toEqual([one]);
  });
});

describe("parseCudaRequirements", () => {
  it("takes the packages of the extra and-cuda", () => {
    const metadata = [
      "Name: tensorflow",
      "Requires-Dist: numpy>=1.26.0",
      'Requires-Dist: nvidia-cublas-cu12<13.0,>=12.5.3.2; extra == "and-cuda"',
      "Requires-Dist: nvidia-nccl-cu12 (<3.0,>=2.25.1) ; extra == 'and-cuda'",
      'Requires-Dist: google-cloud; extra == "gcs"',
    ].join("\n");
    expect(parseCudaRequirements(metadata)).toEqual([
      "nvidia-cublas-cu12<13.0,>=12.5.3.2",
      "nvidia-nccl-cu12<3.0,>=2.25.1",
    ]);
  });
});

describe("sizes and durations", () => {
  it("are short", () => {
    expect([4_000, 274_000_871, 1_123_000_000].map(formatBytes)).toEqual(["4 kB", "274 MB", "1.1 GB"]);
    expect([400, 12_300, 185_000].map(formatDuration)).toEqual(["0.4 s", "12 s", "3 min 5 s"]);
  });
});

describe("scanBundle", () => {
  it("finds what belongs to the server, and nothing in an honest script", () => {
    writeFileSync(join(folder, "honest.js"), "fetch('/api/trpc')");
    expect(scanBundle(folder).findings).toEqual([]);
    writeFileSync(join(folder, "leak.js"), "connect(process.env.DATABASE_URL)");
    const { files, findings } = scanBundle(folder);
    expect(files).toBe(2);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toContain("leak.js reads the database's address");
  });

  it("finds a secret's value and does not print it", () => {
    writeFileSync(join(folder, "leak.js"), "const key = 'correct-horse-battery'");
    expect(scanBundle(folder, ["correct-horse-battery"]).findings).toEqual(["leak.js holds a secret"]);
  });
});

describe("runCounted", () => {
  const read = (counts: { passed: number; failed: number }) => ({ counts: { ...counts, skipped: 0 }, remarks: [] });
  const run = (script: string) =>
    runCounted(process.execPath, ["-e", script], {}, join(folder, "report.json"), read).then(
      (outcome: { counts: { passed: number; failed: number } }) => outcome.counts,
    );
  const write = (passed: number, failed: number) =>
    `require("node:fs").writeFileSync(${JSON.stringify(join(folder, "report.json"))}, '{"passed":${passed},"failed":${failed}}');`;

  it("takes the counts of the report", async () => {
    expect(await run(write(3, 0))).toMatchObject({ passed: 3, failed: 0 });
    expect(await run(`${write(3, 2)} process.exit(1)`)).toMatchObject({ passed: 3, failed: 2 });
  });

  it("counts a runner that crashes, reports nothing or ran nothing as one failed", async () => {
    expect(await run(`${write(3, 0)} process.exit(1)`)).toMatchObject({ passed: 3, failed: 1 });
    expect(await run("process.exit(1)")).toMatchObject({ passed: 0, failed: 1 });
    expect(await run(write(0, 0))).toMatchObject({ passed: 0, failed: 1 });
  });
});
