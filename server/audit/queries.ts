import { AUDIT_ACTIONS, type AuditAction } from "#domain/audit/actions";
import { type AuditDetails, auditDetails } from "#domain/audit/details";
import type { Prisma, PrismaClient } from "#prisma/generated/client";

export type AuditLine = {
  id: string;
  at: Date;
  action: AuditAction;
  /** Display name; null when the system acted or the account is gone. */
  actor: string | null;
  details: AuditDetails;
};

const AUDIT_PAGE = 50;

/** What was done to a run, a sweep or the queue, the latest first. `next` is the cursor of the page that follows. */
export async function listAudit(
  prisma: PrismaClient,
  where: Prisma.AuditEntryWhereInput,
  cursor: string | null,
): Promise<{ entries: AuditLine[]; next: string | null }> {
  const rows = await prisma.auditEntry.findMany({
    // Identifiers grow with time.
    where: { AND: [where, cursor === null ? {} : { id: { lt: cursor } }, { action: { in: [...AUDIT_ACTIONS] } }] },
    orderBy: { id: "desc" },
    take: AUDIT_PAGE + 1,
    select: { id: true, at: true, action: true, details: true, actor: { select: { name: true } } },
  });
  const entries = rows.slice(0, AUDIT_PAGE).map(({ action, actor, details, ...row }) => ({
    ...row,
    action: action as AuditAction,
    actor: actor?.name ?? null,
    details: auditDetails.parse(details),
  }));
  return { entries, next: rows.length > AUDIT_PAGE ? (entries.at(-1)?.id ?? null) : null };
}
