/** Database and store of this installation, as the commands of whoever runs it open them. */
import { createPrisma, type Prisma } from "#prisma/client";
import { openStore, type StoreEnvironment, storeEnvironment } from "#storage/open-store";
import type { ArtefactStore } from "#storage/store";

export type Installation = {
  prisma: Prisma;
  store: ArtefactStore;
  /** Which database and which store these are, as part of a sentence. */
  place: string;
  /** Signs sessions and shared links; null where this command is not told. */
  secret: string | null;
};

/** Does a command's work. What goes wrong is told in a sentence, and is exit status 1. */
export async function withInstallation(
  command: string,
  work: (installation: Installation) => Promise<void>,
): Promise<void> {
  try {
    const { DATABASE_URL: databaseUrl, BETTER_AUTH_SECRET: secret = null } = process.env;
    if (!databaseUrl)
      throw new Error(`DATABASE_URL is not set: start this as npm run ${command}, or name the database.`);
    const settings = storeEnvironment.safeParse(process.env);
    if (!settings.success) {
      throw new Error(settings.error.issues.map(({ path, message }) => `${path.join(".")} ${message}`).join("\n"));
    }
    const prisma = createPrisma(databaseUrl, { max: 2, applicationName: `cultivar-${command}` });
    try {
      await work({ prisma, store: openStore(settings.data), place: placeOf(databaseUrl, settings.data), secret });
    } finally {
      await prisma.$disconnect();
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

function placeOf(databaseUrl: string, { STORE_S3_BUCKET: bucket, STORE_DIR: folder }: StoreEnvironment): string {
  const { host, pathname } = new URL(databaseUrl);
  const store = bucket ? `the bucket ${bucket}` : `the folder ${folder}`;
  return `the database ${pathname.slice(1)} at ${host} and ${store}`;
}
