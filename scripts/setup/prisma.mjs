import { existsSync } from "node:fs";
import { join } from "node:path";
import { execute } from "./command.mjs";
import { say } from "./report.mjs";
import { hashFiles, isStamped, listFiles, writeStamp } from "./stamp.mjs";

/** Generates Prisma's client into prisma/generated when the schema or Prisma's version changed. */
export async function ensurePrismaClient(paths, node) {
  const schemas = listFiles(join(paths.checkout, "prisma"), (path) => path.endsWith("generated")).filter((path) =>
    path.endsWith(".prisma"),
  );
  const inputs = hashFiles([...schemas, join(paths.modules, "prisma/package.json")]);
  const generated = join(paths.checkout, "prisma/generated");
  const stamp = join(generated, ".inputs");
  if (existsSync(generated) && isStamped(stamp, inputs)) return;

  say("prisma", "Generating the database client");
  await execute(node, [join(paths.modules, "prisma/build/index.js"), "generate"], {
    cwd: paths.checkout,
    env: {
      ...process.env,
      CHECKPOINT_DISABLE: "1",
      // `generate` starts no engine, but wants the file of one and would download it: any existing file does.
      PRISMA_SCHEMA_ENGINE_BINARY: node,
    },
  });
  await writeStamp(stamp, inputs);
}
