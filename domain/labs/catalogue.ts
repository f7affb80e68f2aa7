import type { Lab } from "./lab.ts";
import { lab2 } from "./lab-2.ts";

/** The labs, in the order of the list. */
export const LABS: readonly Lab[] = [lab2];

export const findLab = (id: string): Lab | undefined => LABS.find((lab) => lab.id === id);
