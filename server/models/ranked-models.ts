/**
 * Published models of a data set with their ranks, and those of them that a filter leaves, as the start of a statement:
 * `ranked` has `rank`, null for a model that was not measured on the whole test set; `chosen` has `place` besides, which
 * counts what the filter leaves in the same order. Whole test sets come first, since their counts are the largest; then the
 * more accurate, ties to the earlier publication.
 */
import { displayNameKey } from "#domain/account/display-name";
import { DATASETS } from "#domain/datasets/catalogue";
import type { BoardFilter } from "#domain/models/board-filter";
import type { Network } from "#domain/models/leaderboard-view";
import { Prisma } from "#prisma/generated/client";
import { literalPattern } from "../literal-pattern.ts";

function networkCondition(network: Network): Prisma.Sql {
  switch (network) {
    case "any":
      return Prisma.sql`true`;
    case "own":
      return Prisma.sql`preset IS NULL`;
    default:
      return Prisma.sql`preset = ${network}`;
  }
}

export function rankedModels(filter: BoardFilter): Prisma.Sql {
  const { dataset, author, network, atLeast, below, onePerAuthor } = filter;
  const whole = DATASETS[dataset].test.count;
  const name = `%${literalPattern(displayNameKey(author))}%`;
  return Prisma.sql`
    WITH placed AS (
      SELECT m.*, r.preset, r.spec, r.engine, u.name AS author, u."nameKey" AS "authorKey",
             row_number() OVER (
               ORDER BY m."testCount" DESC, m."testAccuracy" DESC, m."publishedAt" ASC, m.id ASC
             )::int AS overall
      FROM model m JOIN run r ON r.id = m."runId" JOIN "user" u ON u.id = m."ownerId"
      WHERE m.dataset = ${dataset} AND m."publishedAt" IS NOT NULL AND r."deletedAt" IS NULL
    ), ranked AS (
      SELECT *, CASE WHEN "testCount" = ${whole} THEN overall END AS rank FROM placed
    ), fitting AS (
      SELECT *, row_number() OVER (PARTITION BY "ownerId" ORDER BY overall) AS "ofAuthor"
      FROM ranked
      WHERE "authorKey" LIKE ${name}
        AND ${networkCondition(network)}
        AND parameters >= ${atLeast}
        AND ${below === null ? Prisma.sql`true` : Prisma.sql`parameters < ${below}`}
    ), chosen AS (
      SELECT *, row_number() OVER (ORDER BY overall)::int AS place
      FROM fitting
      WHERE ${onePerAuthor ? Prisma.sql`"ofAuthor" = 1` : Prisma.sql`true`}
    )`;
}
