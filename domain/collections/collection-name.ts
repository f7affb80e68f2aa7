import { z } from "zod";
import { COLLECTION_LIMITS } from "../limits.ts";

const { name } = COLLECTION_LIMITS;

/** What a collection is called. Its owner has no other of that name; its address does not have it. */
export const collectionName = z
  .string()
  .trim()
  .min(1, "Give the collection a name.")
  .max(name, `A name has at most ${name} characters.`)
  .regex(/^\P{C}*$/u, "A name has no invisible characters.");
