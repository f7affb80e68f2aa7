import { experimentSpecFields } from "#domain/experiments/spec";
import { LABS } from "#domain/labs/catalogue";
import type { Lab } from "#domain/labs/lab";
import { askedSpec } from "#domain/labs/networks";
import { specDifferences } from "#domain/labs/spec-differences";
import type { RunState } from "#domain/runs/states";
import type { PrismaClient } from "#prisma/generated/client";
import { notFound } from "../errors.ts";
import { type EpochRow, findRun, listEpochs, type Reader, type RunDetail } from "../runs/queries.ts";
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
  author: string;
};

/**
 * What the reader has done in a lab; behind a link to a report, what its maker did, with the runs that the link names.
 *
 * @throws DomainError `not-found` behind a link to something else
 */
export async function getWork(reader: Reader, lab: Lab): Promise<LabWork> {
  const { ownerId, author, shared } = whoseWork(reader, lab);
  const row = await reader.prisma.labWork.findUnique({ where: { ownerId_lab: { ownerId, lab: lab.id } } });
  const work = parseWork(lab, row);
  const runs = await Promise.all((shared ?? Object.values(work.runs)).map((id) => readRun(reader, lab, id)));
  return { runs: Object.fromEntries(runs.flatMap((found) => found ?? [])), answers: work.answers, author };
}

function whoseWork({ share, viewer }: Reader, lab: Lab) {
  if (share) {
    if (share.target.kind !== "report" || share.target.lab !== lab.id) throw notFound("lab");
    return { ownerId: share.ownerId, author: share.ownerName, shared: share.runIds };
  }
  if (!viewer) throw notFound("lab");
  return { ownerId: viewer.id, author: viewer.name, shared: null };
}

/** The run with the network that it stands for; nothing when it is gone or deleted. */
async function readRun(reader: Reader, lab: Lab, id: string): Promise<[[network: string, run: LabRun]] | null> {
  const [run, epochs] = await Promise.all([findRun(reader, id), listEpochs(reader.prisma, id)]);
  if (!run || run.deletedAt) return null;
  for (const network of lab.networks) {
    const asked = askedSpec(network, lab, run.spec);
    if (asked) return [[network.id, { run, epochs, differences: specDifferences(run.spec, asked) }]];
  }
  return null;
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
  const network = requireNetwork(lab.networks, networkId);
  const rows = await prisma.run.findMany({
    where: { ownerId, deletedAt: null, state: { in: ["queued", "running", "succeeded"] } },
    select: { id: true, name: true, state: true, spec: true, testAccuracy: true, queuedAt: true },
    orderBy: { createdAt: "desc" },
    take: LOOKED_THROUGH,
  });
  return rows
    .flatMap(({ spec: json, ...row }) => {
      const spec = experimentSpecFields.parse(json);
      const asked = askedSpec(network, lab, spec);
      return asked ? [{ ...row, seed: spec.seed, differences: specDifferences(spec, asked) }] : [];
    })
    .sort((a, b) => Number(a.differences.length > 0) - Number(b.differences.length > 0))
    .slice(0, CANDIDATES);
}
