// Images in the place of those on which ours stand, where Docker's registry cannot be reached: Debian as its packages make it,
// and on it the Node that runs this, with npm. They know what this machine knows of the way to registries.
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { execute } from "../../setup/command.mjs";

const DEBIAN = "docker.io/library/debian:bookworm-slim";
const NODE = ["docker.io/library/node:24-bookworm-slim", "docker.io/library/node:24-bookworm"];
const NPM = "npm@11";
const CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt";

/** Images that this can make. */
export const STAND_INS = [DEBIAN, ...NODE];

/**
 * @param {import("./images.mjs").Buildah} buildah
 * @param {string} mmdebstrap path of the program
 */
export async function makeStandIns(buildah, mmdebstrap) {
  const folder = await mkdtemp(join(tmpdir(), "cultivar-images-"));
  try {
    const settings = await copyMachineSettings(join(folder, "machine"));
    const apt = settings.aptFiles.map((file) => `--aptopt=${file}`);
    const debootstrap = ["--mode=root", "--variant=minbase", "--include=ca-certificates", ...apt, "bookworm"];
    await execute(mmdebstrap, [...debootstrap, join(folder, "debian.tar")]);
    await copyNode(join(folder, "node"));
    const build = async (tags, lines) => {
      const file = join(folder, "Dockerfile");
      await writeFile(file, lines.join("\n"));
      const named = tags.map((tag) => `--tag=${tag}`);
      await buildah("build", "--isolation=chroot", "--pull-never", `--file=${file}`, ...named, folder);
    };
    await build([DEBIAN], ["FROM scratch", "ADD debian.tar /", "COPY machine /", ...settings.lines]);
    await build(NODE, [
      `FROM ${DEBIAN}`,
      "COPY node /usr/local",
      "RUN groupadd --gid 1000 node && useradd --uid 1000 --gid node --create-home node",
      'CMD ["node"]',
    ]);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Copies how this machine reaches registries, as far as it has settings of its own. */
async function copyMachineSettings(folder) {
  const [aptFolder, lines] = ["/etc/apt/apt.conf.d", []];
  const aptFiles = [];
  for (const name of await readdir(aptFolder)) {
    const file = join(aptFolder, name);
    if (/^\s*Acquire::/m.test(await readFile(file, "utf8"))) aptFiles.push(file);
  }
  const files = [...aptFiles, "/etc/pip.conf", ...(process.env.NODE_EXTRA_CA_CERTS ? [CERTIFICATES] : [])];
  await mkdir(folder);
  for (const file of files) await cp(file, join(folder, file), { dereference: true }).catch(unlessMissing);
  await cp(join(homedir(), ".npmrc"), join(folder, "root/.npmrc")).catch(unlessMissing);
  if (process.env.NODE_EXTRA_CA_CERTS) {
    lines.push(`ENV NODE_EXTRA_CA_CERTS=${CERTIFICATES} SSL_CERT_FILE=${CERTIFICATES} PIP_CERT=${CERTIFICATES}`);
  }
  return { aptFiles, lines };
}

function unlessMissing(error) {
  if (error.code !== "ENOENT") throw error;
}

/** The Node that runs this, its headers, which compilers of addons read, and npm. */
async function copyNode(folder) {
  const from = dirname(dirname(process.execPath));
  await mkdir(join(folder, "bin"), { recursive: true });
  await cp(process.execPath, join(folder, "bin/node"));
  await cp(join(from, "include/node"), join(folder, "include/node"), { recursive: true });
  const modules = join(folder, "lib/node_modules");
  await mkdir(modules, { recursive: true });
  const { stdout } = await execute("npm", ["pack", NPM, "--silent", "--pack-destination", modules]);
  await execute("tar", ["-xzf", join(modules, stdout.trim()), "-C", modules]);
  await rm(join(modules, stdout.trim()));
  await execute("mv", [join(modules, "package"), join(modules, "npm")]);
  for (const name of ["npm", "npx"])
    await execute("ln", ["-s", `../lib/node_modules/npm/bin/${name}-cli.js`, join(folder, "bin", name)]);
}
