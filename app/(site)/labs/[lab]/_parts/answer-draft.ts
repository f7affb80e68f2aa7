import { readStored, writeStored } from "../../../../_ui/browser-storage.ts";

/** Answers that the server has not got yet, kept in this browser, apart for each person. */
export type AnswerPlace = { viewerId: string; lab: string; question: string };

const keyOf = ({ viewerId, lab, question }: AnswerPlace) => `cultivar-answer ${viewerId} ${lab} ${question}`;

export const saveDraft = (place: AnswerPlace, text: string): void => writeStored(keyOf(place), text);
export const loadDraft = (place: AnswerPlace): string | null => readStored(keyOf(place));
export const forgetDraft = (place: AnswerPlace): void => writeStored(keyOf(place), null);
