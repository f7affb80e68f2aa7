import type { AuditAction } from "#domain/audit/actions";
import type { Prisma } from "#prisma/generated/client";

type Entry = {
  action: AuditAction;
  /** Null when the system acts. */
  actorId: string | null;
  ownerId: string;
  runId?: string;
  sweepId?: string;
  /** What changed, for whoever reads the trail: small, and free of secrets. */
  details?: Prisma.InputJsonObject;
};

/** Writes what was done into the audit trail, in the transaction that does it. */
export async function recordActions(tx: Prisma.TransactionClient, entries: readonly Entry[]): Promise<void> {
  if (entries.length > 0) await tx.auditEntry.createMany({ data: [...entries] });
}
