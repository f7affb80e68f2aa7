import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { z } from "zod";
import { orNotFound } from "../../../_trpc/or-not-found.ts";
import { api } from "../../../_trpc/server.ts";

/** The run, or the page that says there is none: a stranger's is not told apart from one that does not exist. */
export const loadRun = cache(async (id: string) => {
  if (!z.uuid().safeParse(id).success) notFound();
  return orNotFound(api.runs.byId({ id }));
});
