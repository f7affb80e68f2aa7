/** The terms on which an owner lets others use a model, by their SPDX identifiers; a model without one is all rights reserved. */

export const LICENCES = [
  "MIT",
  "Apache-2.0",
  "BSD-3-Clause",
  "CC0-1.0",
  "CC-BY-4.0",
  "CC-BY-SA-4.0",
  "CC-BY-NC-4.0",
] as const;
export type Licence = (typeof LICENCES)[number];

type LicenceFacts = {
  title: string;
  /** What it allows, in a sentence; the licence itself is what counts. */
  meaning: string;
};

export const LICENCE_FACTS: Record<Licence, LicenceFacts> = {
  MIT: { title: "MIT", meaning: "Anybody may use, change and pass it on, with its notice." },
  "Apache-2.0": {
    title: "Apache 2.0",
    meaning: "Anybody may use, change and pass it on, with its notice and a note of what was changed.",
  },
  "BSD-3-Clause": {
    title: "BSD, 3 clauses",
    meaning: "Anybody may use, change and pass it on, with its notice; its author's name may not advertise the result.",
  },
  "CC0-1.0": { title: "CC0, no rights reserved", meaning: "Anybody may do anything with it." },
  "CC-BY-4.0": { title: "CC BY 4.0", meaning: "Anybody may use, change and pass it on who names its author." },
  "CC-BY-SA-4.0": {
    title: "CC BY-SA 4.0",
    meaning: "Anybody may use, change and pass it on who names its author, on the same terms.",
  },
  "CC-BY-NC-4.0": {
    title: "CC BY-NC 4.0",
    meaning: "Anybody may use, change and pass it on who names its author, but not for money.",
  },
};

/** In place of a meaning where there is no licence. */
export const NO_LICENCE = "All rights reserved: nobody may use it elsewhere or pass it on without asking its author.";

/** Where a licence can be read. */
export const licenceAddress = (id: Licence): string => `https://spdx.org/licenses/${id}.html`;
