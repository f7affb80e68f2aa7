import { createHash } from "node:crypto";
import { getIP } from "better-auth/api";
import { z } from "zod";
import { DomainError } from "#domain/errors";
import { browserTiming } from "#domain/models/browser-timing";
import type { PrismaClient } from "#prisma/generated/client";
import { countInWindow } from "../count-in-window.ts";
import { notFound } from "../errors.ts";
import type { Services } from "../services.ts";
import { KEPT_TIMINGS } from "./browser-timings.ts";
import { published } from "./visibility.ts";

const HOUR = 3_600_000;
/** A class behind one router gets through. */
const TIMINGS_PER_HOUR = 300;

/**
 * Keeps how fast a public model was in the browser that says so: of each network address one figure a day for a model and a
 * backend, so that nobody moves the median alone.
 *
 * @param headers tell the address, which is kept as a hash, and until the day is over
 * @throws DomainError `not-found` when no such model is public, `limit` when the address has said too much,
 *   ZodError when `body` is no timing
 */
export async function recordTiming(
  { prisma, auth, now }: Pick<Services, "prisma" | "auth" | "now">,
  { id, body, headers }: { id: string; body: unknown; headers: Headers },
): Promise<void> {
  const { backend, milliseconds, warmUpMilliseconds } = browserTiming.parse(body);
  const address = getIP(headers, auth.options) ?? "unknown";
  const countOf = async (who: string, windowMs: number) =>
    (await countInWindow(prisma, `timings|${hash(who)}`, windowMs, now())).count;
  if ((await countOf(address, HOUR)) > TIMINGS_PER_HOUR)
    throw new DomainError("limit", "Many timings have come from this network within an hour. Try again later.");
  const modelId = z.uuid().safeParse(id).data;
  const model = modelId ? await prisma.model.findFirst({ where: { ...published, id: modelId } }) : null;
  if (!model) throw notFound("model");
  if ((await countOf(`${address} ${model.id} ${backend}`, 24 * HOUR)) > 1) return;
  await prisma.browserTiming.create({ data: { modelId: model.id, backend, milliseconds, warmUpMilliseconds } });
  await keepLatest(prisma, model.id, backend);
}

async function keepLatest(prisma: PrismaClient, modelId: string, backend: string): Promise<void> {
  const where = { modelId, backend };
  const [oldest] = await prisma.browserTiming.findMany({ where, orderBy: { id: "desc" }, skip: KEPT_TIMINGS, take: 1 });
  if (oldest) await prisma.browserTiming.deleteMany({ where: { ...where, id: { lte: oldest.id } } });
}

const hash = (text: string): string => createHash("sha256").update(text).digest("hex");
