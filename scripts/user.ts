// People of this installation, from the command line: `npm run user -- list`, `npm run user -- role EMAIL admin|user`,
// `npm run user -- reset EMAIL`, which prints a link that sets a new password once, and `npm run user -- sign-out EMAIL|all`.
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { RESET_LINK_MINUTES } from "#domain/account/reset-link";
import { createPrisma } from "#prisma/client";
import type { PrismaClient } from "#prisma/generated/client";

const USAGE = "usage: npm run user -- list | role EMAIL admin|user | reset EMAIL | sign-out EMAIL|all";

const [command, address, role] = process.argv.slice(2);
const { DATABASE_URL, BETTER_AUTH_URL = "http://localhost:3000" } = process.env;

if (!DATABASE_URL) {
  fail("DATABASE_URL is not set: start this through npm run user, or name the database.");
} else {
  const prisma = createPrisma(DATABASE_URL, { max: 1, applicationName: "cultivar-user" });
  try {
    if (command === "list" && !address) await list(prisma);
    else if (command === "role" && address && (role === "admin" || role === "user"))
      await setRole(prisma, address, role);
    else if (command === "reset" && address && !role) await reset(prisma, address);
    else if (command === "sign-out" && address && !role) await signOut(prisma, address);
    else fail(USAGE);
  } finally {
    await prisma.$disconnect();
  }
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}

async function list(prisma: PrismaClient): Promise<void> {
  const users = await prisma.user.findMany({
    orderBy: { createdAt: "asc" },
    select: { email: true, name: true, role: true, createdAt: true, _count: { select: { runs: true } } },
  });
  for (const { email, name, role, createdAt, _count } of users) {
    console.log([email, name, role, createdAt.toISOString().slice(0, 10), `${_count.runs} runs`].join("\t"));
  }
}

async function setRole(prisma: PrismaClient, email: string, role: "admin" | "user"): Promise<void> {
  const { count } = await prisma.user.updateMany({ where: { email: email.toLowerCase() }, data: { role } });
  if (count === 0) return fail(`Nobody has the address ${email}; npm run user -- list shows who there is.`);
  console.log(`${email} is now ${role}.`);
}

/** Writes the same row as better-auth does when somebody asks for a reset by mail, so the same page accepts the link. */
async function reset(prisma: PrismaClient, email: string): Promise<void> {
  const user = await prisma.user.findUnique({ where: { email: email.toLowerCase() }, select: { id: true } });
  if (!user) return fail(`Nobody has the address ${email}; npm run user -- list shows who there is.`);
  const token = randomBytes(32).toString("base64url");
  await prisma.verification.create({
    data: {
      id: randomUUID(),
      identifier: createHash("sha256").update(`reset-password:${token}`).digest("base64url"),
      value: user.id,
      expiresAt: new Date(Date.now() + RESET_LINK_MINUTES * 60_000),
    },
  });
  console.log(`${BETTER_AUTH_URL}/reset-password?token=${token}`);
  console.error(`It works once, within ${RESET_LINK_MINUTES} minutes.`);
}

/** Ends the sessions and tokens of one person, or everybody's; passwords stay. */
async function signOut(prisma: PrismaClient, address: string): Promise<void> {
  if (address !== "all" && (await prisma.user.count({ where: { email: address.toLowerCase() } })) === 0) {
    return fail(`Nobody has the address ${address}; npm run user -- list shows who there is.`);
  }
  const person = { email: address.toLowerCase() };
  const sessions = await prisma.session.deleteMany({ where: address === "all" ? {} : { user: person } });
  const tokens = await prisma.apiToken.deleteMany({ where: address === "all" ? {} : { owner: person } });
  console.log(`${counted(sessions.count, "session is", "sessions are")} ended.`);
  if (tokens.count > 0) console.log(`${counted(tokens.count, "token is", "tokens are")} revoked.`);
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
