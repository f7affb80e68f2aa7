import { z } from "zod";
import { COLLECTION_LIMITS } from "../limits.ts";
import { isDerived } from "./version-names.ts";

const { alias } = COLLECTION_LIMITS;

/** An alias that an owner sets and moves. */
export const aliasName = z
  .string()
  .trim()
  .min(1, "Give the alias a name.")
  .max(alias, `An alias has at most ${alias} characters.`)
  .regex(/^[a-z0-9-]*$/, "An alias has only lower-case letters, digits and hyphens, such as production.")
  .refine((name) => !/^\d+$/.test(name), "An alias is not a number alone: numbers name versions.")
  .refine((name) => !isDerived(name), "The aliases latest and best follow by themselves: take another one.");

/** What an address names; whether there is such a version is asked of the collection. */
export const versionName = z.string().min(1).max(alias);
