import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { z } from "zod";
import { versionName } from "#domain/collections/alias-name";
import { orNotFound } from "../../../_trpc/or-not-found.ts";
import { api } from "../../../_trpc/server.ts";

const isId = (id: string) => z.uuid().safeParse(id).success;

/** The collection, or the page that says there is none. */
export const loadCollection = cache(async (id: string) => {
  if (!isId(id)) notFound();
  return orNotFound(api.collections.byId({ id }));
});

/** The version that a part of an address names, or the page that says there is none. */
export async function loadVersion({ id, version }: { id: string; version: string }) {
  if (!isId(id) || !versionName.safeParse(version).success) notFound();
  return orNotFound(api.collections.version({ id, version }));
}
