import type { LabFigures, NetworkFigures, TestFigures } from "../figures.ts";

/** An answer to a question of a lab, computed from its runs. */
export type Answer = {
  /** `partly`: networks are missing, and the sentences speak of the others. */
  state: "answered" | "partly" | "waiting";
  sentences: string[];
};

/** Computes an answer about networks, in the order in which the question names them. */
export type Answerer = (networks: readonly NetworkFigures[], lab: LabFigures) => Answer;

/** Nothing to say before `what` is there. */
export const waitingFor = (what: string): Answer => ({ state: "waiting", sentences: [`Waits for ${what}.`] });

export type Tested = NetworkFigures & { run: { test: TestFigures } };

export const isTested = (network: NetworkFigures): network is Tested => network.run?.test != null;

export const hasEpochs = (network: NetworkFigures): network is NetworkFigures & { run: object } =>
  network.run !== null && network.run.epochs.length > 0;

/** Says for which of the networks there is nothing to measure yet. */
export function absentSentences(absent: readonly NetworkFigures[], what: string): string[] {
  const titles = absent.map(({ title }) => title).join(", ");
  return titles === "" ? [] : [`${titles}: no ${what} yet.`];
}
