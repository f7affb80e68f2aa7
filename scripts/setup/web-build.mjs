import { existsSync, readdirSync } from "node:fs";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { execute } from "./command.mjs";
import { assembleEnvironment } from "./environment.mjs";
import { formatDuration, say } from "./report.mjs";
import { hashFiles, isStamped, listFiles, writeStamp } from "./stamp.mjs";

const FOLDERS = ["app", "domain", "ml", "prisma", "public", "server", "storage", "telemetry"];

/** Builds the web app if any file that goes into it changed since the last build. */
export async function ensureBuild(paths, node) {
  const inputs = hashFiles(sources(paths.checkout));
  const stamp = join(paths.checkout, ".next/inputs.sha256");
  if (isStamped(stamp, inputs)) return;

  say("build", "Building the web app (about a minute)");
  const started = Date.now();
  // Nothing may be read from a database while building: pages are rendered when they are asked for.
  const databaseUrl = "postgresql://nobody@127.0.0.1:1/none";
  await execute(node, [join(paths.modules, "next/dist/bin/next"), "build"], {
    cwd: paths.checkout,
    env: await assembleEnvironment(paths, { node, databaseUrl }),
  });
  await completeStandalone(paths.checkout);
  await writeStamp(stamp, inputs);
  say("build", `Built in ${formatDuration(Date.now() - started)}`);
}

/** Next's standalone server, in the checkout; the same as in the image of deploy/Dockerfile.web. */
export const WEB_SERVER = ".next/standalone/server.js";

/** Next leaves what a CDN might serve out of its standalone server. */
async function completeStandalone(checkout) {
  const server = join(checkout, ".next/standalone");
  await cp(join(checkout, ".next/static"), join(server, ".next/static"), { recursive: true });
  await cp(join(checkout, "public"), join(server, "public"), { recursive: true });
}

function sources(checkout) {
  const skip = (path) => /\.test\.tsx?$|[\\/]test$/.test(path) || path === join(checkout, "prisma/generated");
  const folders = FOLDERS.map((name) => join(checkout, name)).filter((folder) => existsSync(folder));
  const configuration = readdirSync(checkout).filter(
    (name) => /\.(mjs|cjs|js|ts|json)$/.test(name) && name !== "next-env.d.ts",
  );
  return [
    ...folders.flatMap((folder) => listFiles(folder, skip)),
    ...configuration.map((name) => join(checkout, name)),
  ];
}
