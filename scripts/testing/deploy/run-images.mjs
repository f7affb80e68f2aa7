import { join } from "node:path";
import { execute } from "../../setup/command.mjs";
import { ONE_SKIPPED } from "../counts.mjs";
import { withTestDatabase } from "../test-database.mjs";
import { runVitest } from "../vitest.mjs";
import { buildImages, createContainer, imageStore } from "./images.mjs";
import { withObjectStore } from "./object-store.mjs";
import { poolerOf } from "./pooler.mjs";
import { ensureDeployTools } from "./tools.mjs";
import { withServer } from "./with-server.mjs";

/** @type {readonly import("./tools.mjs").ToolName[]} */
const TOOLS = ["buildah", "mmdebstrap", "versitygw", "nginx"];

/**
 * Builds the images of deploy/, and runs the test of a whole deployment with every process of ours out of its image.
 *
 * @param {import("../parts.mjs").Context} context
 * @returns {Promise<import("../part.mjs").Outcome>} skipped where something that it needs cannot be had
 */
export async function runImages(context) {
  const { paths, need } = context;
  const tools = await ensureDeployTools(paths, TOOLS);
  const missing = TOOLS.flatMap((name) => ("missing" in tools[name] ? [`no ${name}: ${tools[name].missing}`] : []));
  if (process.getuid?.() !== 0) missing.push("containers are run in a changed root, which is for root");
  if (missing.length > 0) return { counts: ONE_SKIPPED, output: "", remarks: missing };
  const [program, mmdebstrap, versitygw, nginx] = TOOLS.map((name) => tools[name].path);
  const remarks = await buildImages(paths, { buildah: program, mmdebstrap });
  const buildah = [program, ...imageStore(paths)];
  const outcome = await withTestDatabase(paths, "images", (databaseUrl) =>
    withObjectStore(versitygw, join(paths.test, "images-store"), (store) =>
      withPoolerImage(buildah, databaseUrl, async (pooler) => {
        const programs = {
          TEST_NGINX: nginx,
          TEST_BUILDAH: JSON.stringify(buildah),
          TEST_CHROMIUM: await need("chromium"),
        };
        const files = ["deploy/test/installation.deploy.test.ts"];
        const env = { ...store, ...pooler, ...programs };
        return runVitest(context, "images", { projects: ["deploy"], files, databaseUrl, env });
      }),
    ),
  );
  return { ...outcome, remarks: [...remarks, ...(outcome.remarks ?? [])] };
}

async function withPoolerImage(buildah, databaseUrl, work) {
  const { port, url, settings } = await poolerOf(databaseUrl);
  const { container, command, args } = await createContainer(buildah, "pooler", settings);
  try {
    return await withServer({ program: command, args, port }, () => work({ TEST_POOLER_URL: url }));
  } finally {
    await execute(command, [...buildah.slice(1), "rm", container]);
  }
}
