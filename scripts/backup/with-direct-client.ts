import { Client } from "pg";
import { directUrl } from "#prisma/direct-url";
import { UTC_SESSION } from "#prisma/session";

/** Works on the database itself, in one session. @throws Error when only a pooler is named */
export async function withDirectClient<T>(
  command: "backup" | "restore",
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client({
    connectionString: directUrl(`A ${command} needs one session for all its rows`),
    options: UTC_SESSION,
    application_name: `cultivar-${command}`,
  });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
