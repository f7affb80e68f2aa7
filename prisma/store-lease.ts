/**
 * Who sweeps the artefact store or backs it up: one at a time, over all machines. A row with a time rather than a lock of
 * PostgreSQL's, which would need a session of its own and get none behind a pooler.
 */
import { randomUUID } from "node:crypto";
import type { Prisma } from "./client.ts";

/** Seconds that a holder who died keeps others out, and milliseconds between its signs of life. */
const LEASE_SECONDS = 300;
const RENEWAL_INTERVAL = 60_000;

type Options = {
  /** Takes the lease only when the last sweep ended so many seconds ago. */
  sweptBefore?: number;
  /** Whether this is a sweep, whose end is remembered. */
  sweeps: boolean;
};

/**
 * Does `work` while nobody else does.
 *
 * @returns null, with nothing done, when somebody else is at it, or the last sweep was too lately
 */
export async function withStoreLease<T>(
  prisma: Prisma,
  { sweptBefore = 0, sweeps }: Options,
  work: () => Promise<T>,
): Promise<{ result: T } | null> {
  const holder = randomUUID();
  const taken = await prisma.$executeRaw`
    INSERT INTO store_lease AS lease (id, holder, "heldUntil")
    VALUES (1, ${holder}::uuid, now() + ${LEASE_SECONDS} * interval '1 second')
    ON CONFLICT (id) DO UPDATE SET holder = EXCLUDED.holder, "heldUntil" = EXCLUDED."heldUntil"
     WHERE lease."heldUntil" < now()
       AND (lease."sweptAt" IS NULL OR lease."sweptAt" <= now() - ${sweptBefore} * interval '1 second')`;
  if (taken === 0) return null;

  const renew = () => prisma.$executeRaw`
    UPDATE store_lease SET "heldUntil" = now() + ${LEASE_SECONDS} * interval '1 second' WHERE holder = ${holder}::uuid`;
  // A renewal that fails is made up for by the next one.
  const renewal = setInterval(() => void renew().catch(() => {}), RENEWAL_INTERVAL);
  const release = (swept: boolean) => prisma.$executeRaw`
    UPDATE store_lease SET "heldUntil" = now(), "sweptAt" = CASE WHEN ${swept} THEN now() ELSE "sweptAt" END
     WHERE holder = ${holder}::uuid`;
  try {
    const result = await work();
    await release(sweeps);
    return { result };
  } catch (error) {
    await release(false).catch(() => {});
    throw error;
  } finally {
    clearInterval(renewal);
  }
}
