// `npm run restore -- FOLDER [--replace]`: puts a backup into an empty installation, or in the place of what one has.
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { markOf } from "./backup/manifest.ts";
import { restoreBackup } from "./backup/restore-backup.ts";
import { withInstallation } from "./installation.ts";
import { formatBytes } from "./setup/report.mjs";
import { tellProgress } from "./tell-progress.ts";

const USAGE = "usage: npm run restore -- FOLDER [--replace]";

await withInstallation("restore", async (installation) => {
  const { folder, replace } = readArguments();
  const progress = { checked: tellProgress("Checking files"), copied: tellProgress("Copying files") };
  const backup = await restoreBackup(installation, folder, {
    replace,
    onProgress: (step, done, all) => progress[step](done, all),
  });
  const rows = backup.tables.reduce((sum, table) => sum + table.rows, 0);
  const bytes = backup.files.reduce((sum, file) => sum + file.bytes, 0);
  console.log(`${rows} rows and ${backup.files.length} files, ${formatBytes(bytes)}, are as on ${backup.madeAt}.`);
  if (backup.missing.length > 0) {
    console.log(`${backup.missing.length} files that rows name were missing or damaged when the backup was made.`);
  }
  if (backup.secretMark !== markOf(installation.secret)) {
    console.log(
      "BETTER_AUTH_SECRET is not the one of that installation: everybody signs in again, and shared links do not open. " +
        "Give it the old value before you start to keep both.",
    );
  }
});

function readArguments() {
  try {
    const options = { replace: { type: "boolean", default: false } } as const;
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const [folder, ...more] = positionals;
    if (!folder || more.length > 0) throw new Error("Name one folder.");
    return { folder: resolve(folder), replace: values.replace };
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  }
}
