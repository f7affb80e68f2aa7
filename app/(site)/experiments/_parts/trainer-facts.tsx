"use client";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../../_trpc/client.ts";
import { Link } from "../../../_ui/link.tsx";

const REFRESH_MS = 10_000;
/** More are counted instead of named. */
const NAMED = 3;

/** Who could train: "trainer-1 busy, trainer-2 idle". */
export function TrainerFacts() {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.launch.trainers.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
  if (!data) return null;
  const idle = data.filter(({ busy }) => !busy).length;
  return (
    <Link className="text-link" href="/trainers">
      {data.length === 0
        ? "no trainer connected"
        : data.length <= NAMED
          ? data.map(({ name, busy }) => `${name} ${busy ? "busy" : "idle"}`).join(", ")
          : `${idle} of ${data.length} trainers idle`}
    </Link>
  );
}
