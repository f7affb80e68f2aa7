/** What a person did in a lab, as `lab_work` keeps it. */
import { z } from "zod";
import { DomainError } from "#domain/errors";
import { findLab } from "#domain/labs/catalogue";
import type { Lab, LabQuestion } from "#domain/labs/lab";
import type { Prisma, PrismaClient } from "#prisma/generated/client";

/** Network of the lab → id of the run that stands for it; null where one was taken back. */
const chosenRuns = z.record(z.string(), z.string().nullable());
/** Question of the lab → the student's own words. */
const ownWords = z.record(z.string(), z.string());

export type Work = { runs: Record<string, string>; answers: Record<string, string> };

/** Of what networks and questions a lab has: rows may know some that it had once. */
export function parseWork(lab: Lab, row: { runs: Prisma.JsonValue; answers: Prisma.JsonValue } | null): Work {
  if (!row) return { runs: {}, answers: {} };
  const runs = chosenRuns.parse(row.runs);
  const words = ownWords.parse(row.answers);
  const networks = lab.networks.flatMap(({ id }) => (runs[id] ? [[id, runs[id]] as const] : []));
  const answers = lab.questions.flatMap(({ id }) => (words[id] ? [[id, words[id]] as const] : []));
  return { runs: Object.fromEntries(networks), answers: Object.fromEntries(answers) };
}

/** Sets some networks' runs, or some questions' words, and leaves the others as they are: two tabs may write at once. */
export async function mergeWork(
  tx: Prisma.TransactionClient | PrismaClient,
  where: { ownerId: string; lab: string },
  column: "runs" | "answers",
  entries: Readonly<Record<string, string | null>>,
): Promise<void> {
  await tx.labWork.createMany({ data: [where], skipDuplicates: true });
  const merged = JSON.stringify(entries);
  await (column === "runs"
    ? tx.$executeRaw`UPDATE lab_work SET runs = runs || ${merged}::jsonb, "updatedAt" = timezone('UTC', now())
        WHERE "ownerId" = ${where.ownerId} AND lab = ${where.lab}`
    : tx.$executeRaw`UPDATE lab_work SET answers = answers || ${merged}::jsonb, "updatedAt" = timezone('UTC', now())
        WHERE "ownerId" = ${where.ownerId} AND lab = ${where.lab}`);
}

/** @throws DomainError `not-found` */
export function requireLab(id: string): Lab {
  const lab = findLab(id);
  if (!lab) throw new DomainError("not-found", "There is no such lab.");
  return lab;
}

/** @throws DomainError `not-found` */
export function requireNetwork<Network extends { id: string }>(networks: readonly Network[], id: string): Network {
  const network = networks.find((one) => one.id === id);
  if (!network) throw new DomainError("not-found", "The lab has no such network.", "network");
  return network;
}

/** @throws DomainError `not-found` */
export function requireQuestion(lab: Lab, id: string): LabQuestion {
  const question = lab.questions.find((one) => one.id === id);
  if (!question) throw new DomainError("not-found", "The lab has no such question.", "question");
  return question;
}
