import { useQuery } from "@tanstack/react-query";
import type { BackboneId } from "#domain/backbones/backbone-ids";
import { useTRPC } from "../../_trpc/client.ts";

/** Trainers come and go, and weights may be fetched while one looks. */
const REFRESH_MS = 5_000;

type Backbones = {
  /** Somebody can train on them. Before an answer comes, none is known. */
  trainable: readonly BackboneId[];
  /** There are trainers, and none of them has the weights. */
  isMissing: (id: BackboneId) => boolean;
};

const NONE: readonly BackboneId[] = [];

/** On which pretrained networks the trainers that are there can train. */
export function useBackbones(): Backbones {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.launch.backbones.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
  const trainable = data?.trainable ?? NONE;
  return { trainable, isMissing: (id) => data !== undefined && data.trainers > 0 && !trainable.includes(id) };
}
