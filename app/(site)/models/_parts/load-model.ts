import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { z } from "zod";
import { orNotFound } from "../../../_trpc/or-not-found.ts";
import { api } from "../../../_trpc/server.ts";

/** The model, or the page that says there is none: somebody else's private one is not told apart from one that is gone. */
export const loadModel = cache(async (id: string) => {
  if (!z.uuid().safeParse(id).success) notFound();
  return orNotFound(api.models.byId({ id }));
});
