/**
 * The programs of a deployment, with what a container would give each and nothing of this one's environment: as processes of the
 * checkout, or out of their images where TEST_BUILDAH names the program that has them, as JSON of it and its first arguments.
 */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { locate } from "../../scripts/setup/paths.mjs";
import { WEB_SERVER } from "../../scripts/setup/web-build.mjs";
import { createContainer } from "../../scripts/testing/deploy/images.mjs";
import { PLAIN_ENVIRONMENT, type Program, type Running, startProgram } from "./processes.ts";

const paths = locate();
const execute = promisify(execFile);

type PartName = "migrate" | "web" | "trainer";
type Settings = Record<string, string>;

export type Parts = {
  /** Brings the database up to date. */
  migrate: (settings: Settings) => Promise<void>;
  /** @param home a folder of its own, for what it keeps there */
  start: (part: Exclude<PartName, "migrate">, settings: Settings, home: string) => Promise<Running>;
  /** Removes what is left of programs that have ended. */
  tidy: () => Promise<void>;
};

export const findParts = (): Parts =>
  process.env.TEST_BUILDAH ? partsOfImages(JSON.parse(process.env.TEST_BUILDAH)) : partsOfCheckout();

function partsOfCheckout(): Parts {
  const { DATASETS_DIR, BACKBONES_DIR } = process.env;
  const command = process.execPath;
  return {
    migrate: async (settings) => {
      const env = { ...PLAIN_ENVIRONMENT, ...settings };
      await execute(command, ["prisma/migrate.ts"], { cwd: paths.checkout, env });
    },
    start: async (part, settings, home) => {
      const env = { ...PLAIN_ENVIRONMENT, ...settings };
      if (part === "web") return startProgram({ command, args: [join(paths.checkout, WEB_SERVER)], env });
      const own = { CULTIVAR_HOME: home, DATASETS_DIR, BACKBONES_DIR, TF_CPP_MIN_LOG_LEVEL: "2" };
      return startProgram({ command, args: ["trainer/main.ts"], cwd: paths.checkout, env: { ...env, ...own } });
    },
    tidy: async () => {},
  };
}

/** @param buildah the program, and the flags by which it finds the images */
function partsOfImages(buildah: [string, ...string[]]): Parts {
  const containers: string[] = [];
  const programOf = async (part: PartName, settings: Settings): Promise<Program> => {
    const { container, command, args } = await createContainer(buildah, part, settings);
    containers.push(container);
    return { command, args, env: { ...PLAIN_ENVIRONMENT, HOME: process.env.HOME } };
  };
  return {
    migrate: async (settings) => {
      const { command, args } = await programOf("migrate", settings);
      await execute(command, [...args]);
    },
    start: async (part, settings) => startProgram(await programOf(part, settings)),
    tidy: async () => {
      const [command, ...store] = buildah;
      if (containers.length > 0) await execute(command, [...store, "rm", ...containers.splice(0)]);
    },
  };
}
