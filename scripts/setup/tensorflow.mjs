// TensorFlow for the trainer: its C library out of the Python wheel (current TensorFlow and CUDA, where tfjs' own download
// is years old), and tfjs' addon compiled against it. No Python is needed to run it. Where any of it is missing or fails,
// the trainer runs on wasm and nothing else changes.

import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, stat, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { execute, succeeds } from "./command.mjs";
import { formatBytes, reportGrowth, say } from "./report.mjs";

export const TENSORFLOW_VERSION = "2.21.0";

const here = dirname(fileURLToPath(import.meta.url));

/** Python's names of the platforms that have a wheel with a C library that this project's addon was built against. */
const WHEEL_PLATFORMS = {
  "linux-x64": ["manylinux_2_27_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"],
};

/** The only parts of the wheel that are used: two libraries, and the headers that the addon includes. */
const WHEEL_PARTS = [
  "tensorflow/libtensorflow_cc.so.2",
  "tensorflow/libtensorflow_framework.so.2",
  "tensorflow/include/tensorflow/c/",
  "tensorflow/include/tensorflow/core/platform/",
  "tensorflow/include/tsl/platform/",
  "tensorflow/include/xla/tsl/c/",
];

/** TensorFlow cannot be had here; the message says why, in words that fit after "because". */
class TensorflowUnavailable extends Error {}

/**
 * Downloads the library, CUDA's where there is an NVIDIA driver, or the one that TENSORFLOW_VARIANT (cpu, cuda) names for a
 * machine to come. Needs Python and pip, and no package of the project.
 *
 * @param {import("./paths.mjs").Paths} paths
 * @returns {Promise<{ folder: string } | { unavailable: string } | { unwanted: true }>} the folder with
 *   `tensorflow/libtensorflow_cc.so.2`; or why there is none; or that CULTIVAR_ENGINE=wasm asks for none
 */
export async function fetchTensorflow(paths, env = process.env) {
  if (env.CULTIVAR_ENGINE === "wasm") return { unwanted: true };
  try {
    const platforms = WHEEL_PLATFORMS[`${process.platform}-${process.arch}`];
    if (!platforms)
      throw new TensorflowUnavailable(`there is no TensorFlow for ${process.platform}-${process.arch} here yet`);
    if (env.TENSORFLOW_VARIANT) return { folder: await fetchVariant(paths, env.TENSORFLOW_VARIANT, platforms) };
    if (await hasNvidiaDriver()) {
      try {
        return { folder: await fetchVariant(paths, "cuda", platforms) };
      } catch (error) {
        say("tensorflow", `No CUDA build, so the CPU's is used: ${error.message}`);
      }
    }
    return { folder: await fetchVariant(paths, "cpu", platforms) };
  } catch (error) {
    return { unavailable: error.message };
  }
}

/**
 * Compiles tfjs' addon against the fetched library, links it into node_modules and tries it in a child process.
 * Writes what came of it to `engine.json`, which the doctor shows.
 *
 * @param {import("./paths.mjs").Paths} paths
 * @param {string} node the Node that will load it
 * @param {Awaited<ReturnType<typeof fetchTensorflow>>} library
 */
export async function linkTensorflow(paths, node, library) {
  // What is there stays: another program of this checkout may train with it.
  if ("unwanted" in library) return;
  const addon = join(paths.modules, "@tensorflow/tfjs-node-gpu");
  const link = join(addon, "lib/napi-v8");
  try {
    if ("unavailable" in library) throw new TensorflowUnavailable(library.unavailable);
    const libraries = join(library.folder, "tensorflow");
    const key = await fingerprint([library.folder, node, join(addon, "package.json")]);
    const known = await readEngine(paths);
    if (known?.key === key && existsSync(join(link, "tfjs_binding.node"))) return;

    if (!existsSync(join(libraries, "tfjs_binding.node"))) await compile(paths, addon, libraries);
    await rm(join(addon, "lib"), { recursive: true, force: true });
    await mkdir(dirname(link), { recursive: true });
    await symlink(libraries, link);
    const probe = await probeTensorflow(node);
    await writeEngine(paths, { engine: "tensorflow", ...probe, key });
    say("tensorflow", `TensorFlow ${probe.version} runs on the ${probe.device.toUpperCase()}`);
  } catch (error) {
    // Without the link the trainer's import fails at once and cleanly, whatever was wrong with the library.
    await rm(join(addon, "lib"), { recursive: true, force: true });
    const reason = error.message.split("\n").filter(Boolean).slice(0, 3).join(" ");
    await writeEngine(paths, { engine: "wasm", reason });
    say("tensorflow", `The trainer runs on wasm, which is slower, because ${reason}`);
  }
}

/**
 * Loads the linked TensorFlow in a child process and computes with it.
 * @returns {Promise<{ version: string, device: "gpu" | "cpu" }>}
 */
export async function probeTensorflow(node) {
  const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: "2" };
  return JSON.parse((await execute(node, [join(here, "probe-tensorflow.cjs")], { env })).stdout);
}

/** @returns what the last set-up found, or null before the first */
export async function readEngine(paths) {
  return JSON.parse(await readFile(paths.engine, "utf8").catch(() => "null"));
}

async function writeEngine(paths, engine) {
  await mkdir(paths.home, { recursive: true });
  await writeFile(`${paths.engine}.new`, `${JSON.stringify(engine, null, 2)}\n`);
  await rename(`${paths.engine}.new`, paths.engine);
}

async function hasNvidiaDriver() {
  return existsSync("/proc/driver/nvidia/version") || succeeds("nvidia-smi", ["-L"]);
}

async function fetchVariant(paths, variant, platforms) {
  const folder = join(paths.tensorflow, `${variant}-${TENSORFLOW_VERSION}`);
  if (existsSync(folder)) return folder;
  const python = await findPython();
  await requireCompiler();
  const temporary = `${folder}.new`;
  const wheels = join(temporary, "wheels");
  await rm(temporary, { recursive: true, force: true });
  await mkdir(wheels, { recursive: true });
  try {
    const requirement = variant === "cuda" ? "tensorflow" : "tensorflow-cpu";
    await download(python, wheels, platforms, [`${requirement}==${TENSORFLOW_VERSION}`]);
    const [wheel] = await readdir(wheels);
    if (variant === "cuda")
      await download(python, wheels, platforms, await cudaRequirements(python, join(wheels, wheel)));
    for (const name of await readdir(wheels)) {
      const bytes = (await stat(join(wheels, name))).size;
      say("tensorflow", `Unpacking ${name} (${formatBytes(bytes)})`);
      const parts = name === wheel ? WHEEL_PARTS : ["nvidia/"];
      await execute(python, [join(here, "unpack-wheel.py"), join(wheels, name), temporary, ...parts]);
    }
    await rm(wheels, { recursive: true });
    await rename(temporary, folder);
    return folder;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function findPython() {
  for (const python of ["python3", "python"]) {
    if (await succeeds(python, ["-m", "pip", "--version"])) return python;
  }
  throw new TensorflowUnavailable("Python 3 with pip is missing (on Debian: apt-get install python3-pip)");
}

async function requireCompiler() {
  if (await succeeds("g++", ["--version"])) return;
  throw new TensorflowUnavailable("g++ is missing (on Debian: apt-get install g++)");
}

/** Wheels for CPython 3.12 are asked for whatever Python runs pip: only their C libraries are used. */
async function download(python, folder, platforms, requirements) {
  say("tensorflow", `Downloading ${requirements.join(", ")}`);
  // pip writes into its temporary folder first, which is where the growth can be seen.
  const temporary = join(folder, "../pip");
  await mkdir(temporary, { recursive: true });
  const done = reportGrowth("tensorflow", temporary, "downloaded");
  try {
    await execute(
      python,
      [
        ..."-m pip download --no-deps --no-cache-dir --disable-pip-version-check --only-binary=:all:".split(" "),
        ..."--python-version 3.12 --implementation cp --retries 3".split(" "),
        ...platforms.flatMap((platform) => ["--platform", platform]),
        ...["--dest", folder],
        ...requirements,
      ],
      { env: { ...process.env, TMPDIR: temporary } },
    );
  } catch (error) {
    const reason = error.output?.match(/^ERROR: .*$/gm)?.at(-1) ?? error.message;
    throw new TensorflowUnavailable(`pip could not download ${requirements[0]}: ${reason}`);
  } finally {
    done();
    await rm(temporary, { recursive: true, force: true });
  }
}

/** @returns the CUDA libraries that the wheel itself names under its extra `and-cuda` */
async function cudaRequirements(python, wheel) {
  const read =
    "import sys,zipfile;z=zipfile.ZipFile(sys.argv[1]);print(z.read(next(n for n in z.namelist() if n.endswith('.dist-info/METADATA'))).decode())";
  const { stdout } = await execute(python, ["-c", read, wheel]);
  return parseCudaRequirements(stdout);
}

/** @param {string} metadata a wheel's METADATA file */
export function parseCudaRequirements(metadata) {
  return [...metadata.matchAll(/^Requires-Dist: (\S[^;\n]*?)\s*;.*\bextra == ["']and-cuda["']/gm)].map((match) =>
    match[1].replace(/[()\s]/g, ""),
  );
}

/** Compiles straight with g++: two source files and Node-API's headers need no build system and none of Node's own headers. */
async function compile(paths, addon, libraries) {
  await requireCompiler();
  say("tensorflow", "Compiling tfjs' addon (about 10 s)");
  const output = join(libraries, `tfjs_binding.node.new`);
  const sources = ["tfjs_backend.cc", "tfjs_binding.cc"].map((name) => join(addon, "binding", name));
  try {
    await execute("g++", [
      ..."-std=c++17 -O2 -fPIC -shared -DNAPI_VERSION=8".split(" "),
      ...["-I", join(paths.modules, "node-api-headers/include"), "-I", join(libraries, "include")],
      ...sources,
      ...["-L", libraries, "-l:libtensorflow_cc.so.2", "-l:libtensorflow_framework.so.2"],
      ...["-Wl,-rpath,$ORIGIN", "-o", output],
    ]);
    await rename(output, join(libraries, "tfjs_binding.node"));
  } catch (error) {
    throw new TensorflowUnavailable(`tfjs' addon does not compile: ${error.message}`);
  } finally {
    await rm(output, { force: true });
  }
}

async function fingerprint(parts) {
  const hash = createHash("sha256");
  for (const part of parts) {
    const { mtimeMs, size } = await stat(part);
    hash.update(`${part} ${mtimeMs} ${size}\n`);
  }
  return hash.digest("hex").slice(0, 16);
}
