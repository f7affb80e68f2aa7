import type { PrismaClient } from "#prisma/generated/client";
import { notFound } from "../errors.ts";
import { ownedBy } from "./visibility.ts";

/** Shows the model to everybody. One that is published already keeps its time, which decides ties. */
export async function publishModel(prisma: PrismaClient, id: string, ownerId: string, now: Date): Promise<void> {
  const own = { id, ...ownedBy(ownerId) };
  const { count } = await prisma.model.updateMany({ where: { ...own, publishedAt: null }, data: { publishedAt: now } });
  if (count === 0 && (await prisma.model.count({ where: own })) === 0) throw notFound("model");
}

/** Hides the model from everybody but its owner. */
export async function withdrawModel(prisma: PrismaClient, id: string, ownerId: string): Promise<void> {
  await change(prisma, id, ownerId, { publishedAt: null });
}

export async function renameModel(prisma: PrismaClient, id: string, name: string, ownerId: string): Promise<void> {
  await change(prisma, id, ownerId, { name });
}

async function change(
  prisma: PrismaClient,
  id: string,
  ownerId: string,
  data: { publishedAt: null } | { name: string },
): Promise<void> {
  const { count } = await prisma.model.updateMany({ where: { id, ...ownedBy(ownerId) }, data });
  if (count === 0) throw notFound("model");
}
