// Builds the images of deploy/ as their Dockerfiles say, by buildah: it needs no daemon. What it makes is kept in a store of its
// own, apart from the images that a user of this machine has.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { execute } from "../../setup/command.mjs";
import { formatDuration, say } from "../../setup/report.mjs";
import { makeStandIns, STAND_INS } from "./stand-in-images.mjs";

/** What is built: from which Dockerfile, and which of its targets. */
const IMAGES = {
  web: { file: "Dockerfile.web", target: "web" },
  migrate: { file: "Dockerfile.web", target: "migrate" },
  trainer: { file: "Dockerfile.trainer", target: "cpu" },
  pooler: { file: "Dockerfile.pgbouncer", target: null },
};

/**
 * @typedef {keyof typeof IMAGES} ImageName
 * @typedef {(...args: string[]) => Promise<string>} Buildah runs it over the store of these images; answers what it printed
 */

/** @returns {string[]} the flags by which buildah finds the images */
export const imageStore = (/** @type {import("../../setup/paths.mjs").Paths} */ { deployTools }) => [
  `--root=${join(deployTools, "images")}`,
  `--runroot=${join(deployTools, "images-at-work")}`,
];

const imageNamed = (/** @type {ImageName} */ name) => `localhost/cultivar-${name}`;

/**
 * Makes a container; its program runs without a daemon, in the network of this machine.
 *
 * @param {readonly [string, ...string[]]} buildah the program, and the flags by which it finds the images
 * @param {ImageName} name
 * @param {Record<string, string>} settings what the program finds in its environment besides the image's own
 * @returns {Promise<{ container: string, command: string, args: string[] }>} how to run what the image is for
 */
export async function createContainer([command, ...store], name, settings) {
  const ask = async (...args) => (await execute(command, [...store, ...args])).stdout.trim();
  const { Docker: docker } = JSON.parse(await ask("inspect", "--type=image", imageNamed(name)));
  const container = await ask("from", "--pull-never", imageNamed(name));
  const env = Object.entries(settings).map(([variable, value]) => `--env=${variable}=${value}`);
  const args = [...store, "run", "--isolation=chroot", ...env, container, "--", ...docker.config.Cmd];
  return { container, command, args };
}

/**
 * @param {import("../../setup/paths.mjs").Paths} paths
 * @param {{ buildah: string, mmdebstrap: string }} programs paths of both
 * @returns {Promise<string[]>} what there is to say: what stands in for what, and of each image its size and its time
 * @throws what a build printed, if it fails
 */
export async function buildImages(paths, programs) {
  /** @type {Buildah} */
  const buildah = async (...args) => (await execute(programs.buildah, [...imageStore(paths), ...args])).stdout;
  const remarks = await ensureBases(paths, buildah, programs.mmdebstrap);
  for (const [name, { file, target }] of Object.entries(IMAGES)) {
    say("deploy", `Building the image of ${name}`);
    const started = Date.now();
    // Docker's own format: the other knows no health checks.
    const how = ["--isolation=chroot", "--layers", "--pull-never", "--format=docker", `--tag=${imageNamed(name)}`];
    const what = [`--file=${join(paths.checkout, "deploy", file)}`, ...(target ? [`--target=${target}`] : [])];
    await buildah("build", ...how, ...what, paths.checkout);
    const [{ size }] = JSON.parse(await buildah("images", "--json", imageNamed(name)));
    remarks.push(`image of ${name}: ${size}, in ${formatDuration(Date.now() - started)}`);
  }
  // Steps on the way to them: as much again, and more each time.
  await buildah("rmi", "--prune");
  return remarks;
}

/** Sees to it that every image on which a Dockerfile stands is there, pulled or made. */
async function ensureBases(paths, buildah, mmdebstrap) {
  const standIns = [];
  for (const name of await baseNames(paths)) {
    const isPulled = await succeeds(buildah("pull", "--quiet", "--policy=always", name));
    if (isPulled) continue;
    if (!STAND_INS.includes(name)) throw new Error(`${name} cannot be pulled, and nothing stands in for it.`);
    standIns.push(name);
  }
  const areThere = await Promise.all(standIns.map((name) => succeeds(buildah("inspect", "--type=image", name))));
  if (areThere.includes(false)) {
    say("deploy", `Making images that stand in for ${standIns.join(", ")}, which cannot be pulled`);
    await makeStandIns(buildah, mmdebstrap);
  }
  return standIns.map((name) => `in the place of ${name}: Debian's packages, with this Node where it has one`);
}

const succeeds = (promise) =>
  promise.then(
    () => true,
    () => false,
  );

async function baseNames({ checkout }) {
  const files = new Set(Object.values(IMAGES).map(({ file }) => file));
  const names = await Promise.all(
    [...files].map(async (file) => basesOf(await readFile(join(checkout, "deploy", file), "utf8"))),
  );
  return new Set(names.flat());
}

/** What a Dockerfile builds on, its own stages left out. */
function basesOf(dockerfile) {
  const lines = [...dockerfile.matchAll(/^FROM (\S+)(?: AS (\S+))?$/gm)];
  const stages = lines.map(([, , stage]) => stage);
  return lines.flatMap(([, from]) => (stages.includes(from) ? [] : [`docker.io/library/${from}`]));
}
