/**
 * Environments of Python: each made once below `.cultivar/bench`, named by the hash of its requirements, so that other
 * requirements make another. Remove the folder to be rid of it.
 */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, statfs } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { startChild } from "../processes/children.ts";

/** Those for which all pinned packages have wheels. */
const PYTHONS = ["3.11", "3.12", "3.13"];
/** Everything is pinned, so nothing has to be worked out; and PyTorch's own list asks for more than its import does. */
const INSTALL = [
  ..."-m pip install --no-deps --only-binary=:all: --no-cache-dir --disable-pip-version-check".split(" "),
  ..."--progress-bar off -r".split(" "),
];
const CHECKOUT = join(import.meta.dirname, "../..");

export type PythonEnvironment = {
  /** The file of pinned packages. */
  requirements: string;
  /** What they take, for people. */
  size: string;
  /** Bytes of disk that making it takes. */
  neededBytes: number;
  /** Who needs it. */
  users: string;
  /** How to do without, as a sentence. */
  otherwise: string;
};

/**
 * The environment of the contestants: TensorFlow with Keras (1.6 GB), PyTorch (1.2 GB) and the CUDA libraries that PyTorch
 * does not load without (2.7 GB); 2.8 GB are downloaded.
 */
const CONTESTANTS: PythonEnvironment = {
  requirements: join(import.meta.dirname, "requirements.txt"),
  size: "5.5 GB",
  neededBytes: 8e9,
  users: "Keras and PyTorch",
  otherwise: "Without Python, leave keras and pytorch out with --only.",
};

const made = new Map<PythonEnvironment, Promise<string>>();

/**
 * @returns the environment's interpreter
 * @throws Error that says what is missing
 */
export function ensurePythonEnvironment(environment: PythonEnvironment = CONTESTANTS): Promise<string> {
  const known = made.get(environment) ?? make(environment);
  made.set(environment, known);
  return known;
}

async function make({ requirements, size, neededBytes, users, otherwise }: PythonEnvironment): Promise<string> {
  const hash = createHash("sha256")
    .update(await readFile(requirements))
    .digest("hex")
    .slice(0, 12);
  const parent = join(process.env.CULTIVAR_HOME ?? join(CHECKOUT, ".cultivar"), "bench");
  const folder = join(parent, `python-${hash}`);
  const interpreter = join(folder, "bin/python");
  if (existsSync(interpreter) && (await run(interpreter, ["--version"])).ok) return interpreter;

  const python = await findPython(users, otherwise);
  await mkdir(parent, { recursive: true });
  await requireSpace(parent, neededBytes);
  const temporary = `${folder}.new`;
  await rm(temporary, { recursive: true, force: true });
  say(`Making a Python environment in ${folder} (${size}, minutes)`);
  try {
    await mustRun(
      "Python's venv module",
      python,
      ["-m", "venv", temporary],
      `On Debian: apt-get install python3-venv. ${otherwise}`,
    );
    const pip = [...INSTALL, requirements];
    await mustRun("pip", join(temporary, "bin/python"), pip, `Is a package index reachable? ${otherwise}`, tell);
    await rm(folder, { recursive: true, force: true });
    // An environment finds itself by its interpreter's place, so it may be moved.
    await rename(temporary, folder);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  return interpreter;
}

const say = (line: string) => process.stderr.write(`[python] ${line}\n`);

/** Passes on those of pip's lines that say what takes long. */
function tell(line: string): void {
  if (line.startsWith("Downloading")) say(line);
  if (line.startsWith("Installing")) say("Unpacking");
}

async function findPython(users: string, otherwise: string): Promise<string> {
  const found: string[] = [];
  for (const python of ["python3", ...PYTHONS.map((version) => `python${version}`)]) {
    const { ok, output } = await run(python, ["-c", "import sys; print('%d.%d' % sys.version_info[:2])"]);
    if (!ok) continue;
    const version = output.trim();
    if (PYTHONS.includes(version)) return python;
    found.push(`${python} is ${version}`);
  }
  const there = found.length > 0 ? found.join(", ") : "there is none on the path";
  throw new Error(`${users} need Python ${PYTHONS.join(" or ")}; ${there}. Install one. ${otherwise}`);
}

async function requireSpace(folder: string, neededBytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize >= neededBytes) return;
  throw new Error(`The Python environment needs ${neededBytes / 1e9} GB of space in ${folder} while it is made.`);
}

type Outcome = { ok: boolean; output: string };

function run(program: string, args: readonly string[], onLine?: (line: string) => void): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = startChild({ program, args });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on("line", (line) => {
        output += `${line}\n`;
        if (/^(Collecting|Downloading| {2}Downloading|Installing)/.test(line)) onLine?.(line.trim().slice(0, 100));
      });
    }
    child.stdin.end();
    child.once("error", (error) => resolve({ ok: false, output: error.message }));
    child.once("close", (code) => resolve({ ok: code === 0, output }));
  });
}

async function mustRun(
  what: string,
  program: string,
  args: readonly string[],
  advice: string,
  onLine?: (line: string) => void,
): Promise<void> {
  const { ok, output } = await run(program, args, onLine);
  if (ok) return;
  const reason = output.trim().split("\n").slice(-5).join("\n");
  throw new Error(`${what} failed: ${reason}\n${advice}`);
}
