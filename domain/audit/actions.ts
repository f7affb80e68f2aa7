/** What the audit trail knows how to tell: each act of a person, or of the system, on a run or a sweep. */
export const AUDIT_ACTIONS = [
  "launched",
  "launched-again",
  "cancel-asked",
  "cancelled",
  "stop-asked",
  "deleted",
  "restored",
  "renamed",
  "tagged",
  "noted",
  "published",
  "withdrawn",
  "shared",
  "share-revoked",
  "sweep-launched",
  "sweep-paused",
  "sweep-resumed",
  "sweep-stopped",
  "sweep-cancelled",
  "pruned",
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];
