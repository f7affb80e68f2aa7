import type { PrismaClient } from "#prisma/generated/client";

/** Whether nobody has signed up yet: who does becomes the administrator, also where sign-up is closed. */
export const isWithoutAccounts = async (prisma: PrismaClient): Promise<boolean> =>
  (await prisma.user.findFirst({ select: { id: true } })) === null;
