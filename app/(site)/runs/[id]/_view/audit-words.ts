/** Entries of the audit trail as sentences: "Ada cancelled this run". */
import type { AuditAction } from "#domain/audit/actions";
import type { AuditDetails } from "#domain/audit/details";
import { hoursInWords } from "#domain/text/hours-in-words";
import { formatCount } from "../../../../_ui/numbers.ts";

export type AuditEntry = {
  action: AuditAction;
  /** Display name; null when the system acted or the account is gone. */
  actor: string | null;
  details: AuditDetails;
};

const list = (words: readonly string[] | undefined) => (words ?? []).map((word) => `“${word}”`).join(", ");

function whatWasDone(action: AuditAction, details: AuditDetails): string {
  const { from, to, model, added, removed, length, collection, number, alias } = details;
  const named = collection ? ` “${collection.name}”` : "";
  switch (action) {
    case "launched":
      return "launched this run";
    case "launched-again":
      return "launched this run again";
    case "cancel-asked":
      return "asked to cancel this run";
    case "cancelled":
      return "cancelled this run";
    case "stop-asked":
      return "asked this run to stop after its epoch";
    case "deleted":
      return "deleted this run";
    case "restored":
      return "brought this run back";
    case "renamed":
      return `renamed ${model ? "its model" : "this run"}${from && to ? ` from “${from}” to “${to}”` : ""}`;
    case "tagged": {
      const acts = [
        ...((added?.length ?? 0) > 0 ? [`added ${list(added)}`] : []),
        ...((removed?.length ?? 0) > 0 ? [`removed ${list(removed)}`] : []),
      ];
      return acts.length > 0 ? `${acts.join(" and ")} in its tags` : "changed its tags";
    }
    case "noted":
      return length === 0 ? "cleared its note" : `wrote its note${length ? `, ${formatCount(length)} characters` : ""}`;
    case "published":
      return "published its model";
    case "shown-by-link":
      return "showed its model by link";
    case "withdrawn":
      return "made its model private";
    case "licensed":
      return to ? `put its model under ${to}` : "reserved all rights in its model";
    case "shared":
      return "made a link to it";
    case "share-revoked":
      return "revoked a link to it";
    case "version-added":
      return `made its model version ${number} of${named}`;
    case "version-removed":
      return `took its model, version ${number}, out of${named}`;
    case "alias-set":
      return `gave its model, version ${number} of${named}, the alias ${alias}`;
    case "alias-removed":
      return `took the alias ${alias} off its model, version ${number} of${named}`;
    case "collection-renamed":
      return `renamed the collection of its model${from && to ? ` from “${from}” to “${to}”` : ""}`;
    case "collection-deleted":
      return `deleted the collection${named} of its model`;
    case "collection-restored":
      return `brought the collection${named} of its model back`;
    case "sweep-launched":
      return "launched its sweep";
    case "sweep-paused":
      return "paused its sweep";
    case "sweep-resumed":
      return "resumed its sweep";
    case "sweep-stopped":
      return "stopped its sweep";
    case "sweep-cancelled":
      return "cancelled its sweep";
    case "sweep-deleted":
      return "deleted its sweep";
    case "sweep-restored":
      return "brought its sweep back";
    case "pruned":
      return "ended this run early in favour of better ones of its sweep";
    case "moved":
      return `moved this run in the queue${from && to ? ` from place ${from} to ${to}` : ""}`;
    case "queue-paused":
      return "paused the queue";
    case "queue-resumed":
      return "resumed the queue";
    case "daily-time-set":
      return to === "0"
        ? "took the limit off the training time of a day"
        : `limited the training time of a day to ${hoursInWords(Number(to))}`;
    case "trainer-drained":
      return `let ${details.trainer} take no more runs`;
    case "trainer-undrained":
      return `let ${details.trainer} take runs again`;
  }
}

/** Whoever it was comes first; without a name it was the system. */
export const auditWords = ({ action, actor, details }: AuditEntry) => ({
  who: actor ?? "Cultivar",
  did: whatWasDone(action, details),
});
