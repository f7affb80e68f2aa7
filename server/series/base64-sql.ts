import { Prisma } from "#prisma/generated/client";

/** Bytes as base64, without the line breaks that PostgreSQL puts in. */
export const base64Sql = (bytes: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`translate(encode(${bytes}, 'base64'), E'\\n', '')`;
