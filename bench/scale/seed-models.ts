/** Models of finished runs, published by SQL: rows alone, since nobody fetches their files here. */
import { Client } from "pg";
import { UTC_SESSION } from "#prisma/session";

type ModelPlan = { models: number; people: number };

/** How many of their ids are returned. */
const RETURNED = 50;

/**
 * Publishes models of the earliest runs that succeeded, each of which then belongs to one of `people` new accounts.
 *
 * @returns the ids of some of them
 */
export async function seedModels(url: string, { models, people }: ModelPlan): Promise<string[]> {
  const client = new Client({ connectionString: url, options: UTC_SESSION });
  await client.connect();
  try {
    await client.query(
      `INSERT INTO "user" (id, name, "nameKey", email, "updatedAt")
       SELECT 'person-' || i, 'Person ' || i, 'person ' || i, 'person' || i || '@example.org', now()
         FROM generate_series(1, $1) AS i`,
      [people],
    );
    await client.query(
      `CREATE TEMPORARY TABLE given AS
       SELECT id, 'person-' || (1 + row_number() OVER (ORDER BY md5(id::text)) % $2) AS owner
         FROM (SELECT id FROM run WHERE state = 'succeeded' ORDER BY id LIMIT $1) AS earliest`,
      [models, people],
    );
    await client.query(`UPDATE run SET "ownerId" = owner FROM given WHERE given.id = run.id`);
    await client.query(`UPDATE experiment SET "ownerId" = owner FROM given WHERE given.id = experiment.id`);
    await client.query(
      `INSERT INTO model (id, "runId", "ownerId", name, dataset, "manifestSha256", bytes, parameters, "testCount", "testLoss",
         "testAccuracy", "trainingSeconds", "engineKind", "engineDevice", "publishedAt", licence, "createdAt")
       SELECT gen_random_uuid(), id, "ownerId", name, 'cifar10', encode(sha256(id::text::bytea), 'hex'),
              4 * parameters + 200000 * random(), parameters, "testCount", "testLoss", "testAccuracy", "trainingSeconds",
              'tensorflow', 'cpu', "finishedAt", CASE WHEN random() < 0.5 THEN 'MIT' END, "finishedAt"
         FROM run WHERE id IN (SELECT id FROM given)`,
    );
    await client.query("VACUUM ANALYZE");
    const { rows } = await client.query<{ id: string }>(
      `SELECT id FROM model ORDER BY md5("runId"::text) LIMIT ${RETURNED}`,
    );
    return rows.map(({ id }) => id);
  } finally {
    await client.end();
  }
}
