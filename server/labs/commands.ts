import { createHash } from "node:crypto";
import { DomainError } from "#domain/errors";
import { experimentSpecFields } from "#domain/experiments/spec";
import type { Lab } from "#domain/labs/lab";
import { askedSpec, labNetworks, type NetworkFacts } from "#domain/labs/networks";
import { recordActions } from "../audit/record.ts";
import { notFound } from "../errors.ts";
import { findBackbones } from "../launch/backbones.ts";
import { launchOnce } from "../runs/launch-once.ts";
import { purgeDeleted } from "../runs/purge-deleted.ts";
import { lockUser } from "../runs/start-run.ts";
import type { Context } from "../trpc.ts";
import { mergeWork, requireNetwork, requireQuestion } from "./work.ts";

type Parts = Pick<Context, "prisma" | "queue" | "now">;

/**
 * Launches networks of a lab as runs and lets each stand for its network: all or nothing, and once per key. Where no trainer has
 * the weights that a network needs, the one that stands in for it is launched.
 *
 * @returns the run of each network
 * @throws DomainError `limit` when the person has too many active runs
 */
export async function launchLab(
  parts: Parts,
  lab: Lab,
  { networks, key }: { networks: readonly string[]; key: string },
  ownerId: string,
): Promise<Record<string, string>> {
  const now = parts.now();
  const facts = labNetworks(lab, await findBackbones(parts.prisma, now));
  const wanted = networks.map((id) => launchable(lab, requireNetwork(facts, id)));
  const launched = await parts.prisma.$transaction(async (tx) => {
    await lockUser(tx, ownerId);
    const runs: Record<string, string> = {};
    const started: string[] = [];
    for (const { id, name, spec } of wanted) {
      const launch = { ownerId, name, spec, key: keyOf(key, id), tags: [lab.tag] };
      const { runId, isNew } = await launchOnce(tx, parts.queue, launch, now);
      runs[id] = runId;
      if (isNew) started.push(runId);
    }
    // A repeated call must not take back what was chosen since the first.
    if (started.length > 0) {
      await recordActions(
        tx,
        started.map((runId) => ({ action: "launched", actorId: ownerId, ownerId, runId, details: { lab: lab.id } })),
      );
      await mergeWork(tx, { ownerId, lab: lab.id }, "runs", runs);
    }
    return runs;
  });
  await purgeDeleted(parts, now);
  return launched;
}

const launchable = (lab: Lab, { id, title, spec }: NetworkFacts) => ({
  id,
  name: `${lab.name}, ${title.toLowerCase()}`,
  spec,
});

/** A UUID that follows from the press and the network, so that one press makes one experiment for each. */
function keyOf(key: string, network: string): string {
  const hex = createHash("sha256").update(`${key} ${network}`).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    "-",
  );
}

/**
 * Lets an earlier run stand for a network, or none.
 *
 * @throws DomainError `not-found`, or `invalid` when the run is of another network
 */
export async function chooseRun(
  { prisma }: Pick<Parts, "prisma">,
  lab: Lab,
  { network: networkId, runId }: { network: string; runId: string | null },
  ownerId: string,
): Promise<void> {
  const network = requireNetwork(lab.networks, networkId);
  if (runId !== null) {
    const run = await prisma.run.findFirst({ where: { id: runId, ownerId, deletedAt: null }, select: { spec: true } });
    if (!run) throw notFound("run");
    if (!askedSpec(network, lab, experimentSpecFields.parse(run.spec))) {
      throw new DomainError("invalid", `This run does not train the network of “${network.title}”.`, "runId");
    }
  }
  await mergeWork(prisma, { ownerId, lab: lab.id }, "runs", { [networkId]: runId });
}

/** Keeps a student's own answer to a question. */
export async function writeAnswer(
  { prisma }: Pick<Parts, "prisma">,
  lab: Lab,
  { question, text }: { question: string; text: string },
  ownerId: string,
): Promise<void> {
  const { id } = requireQuestion(lab, question);
  await mergeWork(prisma, { ownerId, lab: lab.id }, "answers", { [id]: text });
}
