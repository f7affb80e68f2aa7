import { experimentSpecFields } from "#domain/experiments/spec";
import { LABS } from "#domain/labs/catalogue";
import type { Lab } from "#domain/labs/lab";
import { labNetworks, standsFor } from "#domain/labs/networks";
import { specDifferences } from "#domain/labs/spec-differences";
import type { RunState } from "#domain/runs/states";
import type { PrismaClient } from "#prisma/generated/client";
import { type EpochRow, findRun, listEpochs, type RunDetail } from "../runs/queries.ts";
import { parseWork, requireNetwork } from "./work.ts";

export type LabRun = {
  run: RunDetail;
  epochs: EpochRow[];
  /** In what its training departs from the one that the lab asks for; the seed does not count. */
  differences: string[];
};

export type LabWork = {
  /** By network; those without a run, or whose run is deleted, are left out. */
  runs: Record<string, LabRun>;
  /** The student's own words, by question. */
  answers: Record<string, string>;
};

/** What a person has done in a lab. */
export async function getWork(prisma: PrismaClient, lab: Lab, ownerId: string, now: Date): Promise<LabWork> {
  const row = await prisma.labWork.findUnique({ where: { ownerId_lab: { ownerId, lab: lab.id } } });
  const work = parseWork(lab, row);
  const found = await Promise.all(
    Object.entries(work.runs).map(
      async ([network, id]) => [network, await readRun(prisma, lab, id, ownerId, now)] as const,
    ),
  );
  return {
    runs: Object.fromEntries(found.flatMap(([network, run]) => (run ? [[network, run]] : []))),
    answers: work.answers,
  };
}

async function readRun(prisma: PrismaClient, lab: Lab, id: string, ownerId: string, now: Date): Promise<LabRun | null> {
  const [run, epochs] = await Promise.all([findRun(prisma, id, ownerId, now), listEpochs(prisma, id)]);
  if (!run || run.deletedAt) return null;
  const asked = labNetworks(lab).find((network) => standsFor(network, lab, run.spec))?.spec;
  return { run, epochs, differences: asked ? specDifferences(run.spec, asked) : [] };
}

export type LabProgress = {
  lab: string;
  /** By network, of those that have a run. */
  runs: Record<string, RunState>;
  answered: number;
  updatedAt: Date;
};

/** How far a person is in the labs that they have begun. */
export async function listProgress(prisma: PrismaClient, ownerId: string): Promise<LabProgress[]> {
  const rows = await prisma.labWork.findMany({ where: { ownerId } });
  const works = LABS.flatMap((lab) => {
    const row = rows.find((one) => one.lab === lab.id);
    return row ? [{ lab, ...parseWork(lab, row), updatedAt: row.updatedAt }] : [];
  });
  const ids = works.flatMap(({ runs }) => Object.values(runs));
  const runs = await prisma.run.findMany({
    where: { id: { in: ids }, ownerId, deletedAt: null },
    select: { id: true, state: true },
  });
  const stateOf = new Map(runs.map(({ id, state }) => [id, state]));
  return works.map(({ lab, runs, answers, updatedAt }) => ({
    lab: lab.id,
    runs: Object.fromEntries(
      Object.entries(runs).flatMap(([network, id]) => {
        const state = stateOf.get(id);
        return state ? [[network, state]] : [];
      }),
    ),
    answered: Object.values(answers).filter((words) => words.trim() !== "").length,
    updatedAt,
  }));
}

export type Candidate = {
  id: string;
  name: string;
  state: RunState;
  seed: number;
  testAccuracy: number | null;
  queuedAt: Date;
  differences: string[];
};

/** Latest runs that are looked through for those of a network. */
const LOOKED_THROUGH = 500;
const CANDIDATES = 30;

/** Runs of a person that can stand for a network of a lab: those trained as the lab asks first, then the latest. */
export async function listCandidates(
  prisma: PrismaClient,
  lab: Lab,
  networkId: string,
  ownerId: string,
): Promise<Candidate[]> {
  const network = requireNetwork(lab, networkId);
  const asked = labNetworks(lab).find(({ id }) => id === networkId)?.spec;
  const rows = await prisma.run.findMany({
    where: { ownerId, deletedAt: null, state: { in: ["queued", "running", "succeeded"] } },
    select: { id: true, name: true, state: true, spec: true, testAccuracy: true, queuedAt: true },
    orderBy: { createdAt: "desc" },
    take: LOOKED_THROUGH,
  });
  return rows
    .flatMap(({ spec: json, ...row }) => {
      const spec = experimentSpecFields.parse(json);
      if (!standsFor(network, lab, spec)) return [];
      return [{ ...row, seed: spec.seed, differences: asked ? specDifferences(spec, asked) : [] }];
    })
    .sort((a, b) => Number(a.differences.length > 0) - Number(b.differences.length > 0))
    .slice(0, CANDIDATES);
}
