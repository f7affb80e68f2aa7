import { expect, test } from "vitest";
import { AUDIT_ACTIONS } from "#domain/audit/actions";
import { type AuditEntry, auditWords } from "./audit-words.ts";

const say = (entry: Partial<AuditEntry> & Pick<AuditEntry, "action">) => {
  const { who, did } = auditWords({ actor: "Ada", details: {}, ...entry });
  return `${who} ${did}`;
};

test("every act is told as a sentence with who did it", () => {
  expect(say({ action: "cancelled" })).toBe("Ada cancelled this run");
  expect(say({ action: "pruned", actor: null })).toMatch(/^Cultivar ended this run early/);
  expect(new Set(AUDIT_ACTIONS.map((action) => say({ action }))).size).toBe(AUDIT_ACTIONS.length);
});

test("what changed is told with it", () => {
  expect(say({ action: "renamed", details: { from: "a", to: "b" } })).toBe("Ada renamed this run from “a” to “b”");
  expect(say({ action: "renamed", details: { from: "a", to: "b", model: true } })).toContain("its model");
  expect(say({ action: "tagged", details: { added: ["lab 2", "best"], removed: ["old"] } })).toBe(
    "Ada added “lab 2”, “best” and removed “old” in its tags",
  );
  expect(say({ action: "noted", details: { length: 1200 } })).toBe("Ada wrote its note, 1,200 characters");
  const collection = { id: "…", name: "ships" };
  expect(say({ action: "alias-set", details: { collection, number: 3, alias: "production" } })).toBe(
    "Ada gave its model, version 3 of “ships”, the alias production",
  );
  expect(say({ action: "noted", details: { length: 0 } })).toBe("Ada cleared its note");
});
