import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { z } from "zod";
import { api } from "../../../_trpc/server.ts";

/** The run, or the page that says there is none: a stranger's is not told apart from one that does not exist. */
export const loadRun = cache(async (id: string) => {
  if (!z.uuid().safeParse(id).success) notFound();
  try {
    return await api.runs.byId({ id });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "NOT_FOUND") notFound();
    throw error;
  }
});
