// `npm run backup -- FOLDER`: all rows and the files that they name, while the installation is in use or not.
import { resolve } from "node:path";
import { writeBackup } from "./backup/write-backup.ts";
import { withInstallation } from "./installation.ts";
import { formatBytes } from "./setup/report.mjs";
import { tellProgress } from "./tell-progress.ts";

const USAGE = "usage: npm run backup -- FOLDER, which is new or empty";

await withInstallation("backup", async (installation) => {
  const [folder, ...more] = process.argv.slice(2);
  if (!folder || folder.startsWith("-") || more.length > 0) throw new Error(USAGE);

  const { prisma, place } = installation;
  if ((await prisma.user.count()) === 0) {
    throw new Error(
      `Nobody has an account in ${place}: there is nothing to back up. DATABASE_URL and the store's variables name the installation.`,
    );
  }
  console.log(`Backing up ${place}.`);
  const backup = await writeBackup(installation, resolve(folder), tellProgress("Copying files"));

  const rows = backup.tables.reduce((sum, table) => sum + table.rows, 0);
  const bytes = [...backup.tables, ...backup.files].reduce((sum, file) => sum + file.bytes, 0);
  console.log(`${rows} rows and ${backup.files.length} files, ${formatBytes(bytes)}, are in ${resolve(folder)}.`);
  if (backup.passed > 0) console.log(`Not among them: ${backup.passed} checkpoints that runs have replaced meanwhile.`);
  console.log("Keep BETTER_AUTH_SECRET in another place: shared links are signed by it, and it is not in the backup.");
  if (backup.missing.length > 0) {
    throw new Error(
      `${backup.missing.length} files that rows name are missing or damaged in the store, and so in the backup:\n` +
        backup.missing.join("\n"),
    );
  }
});
