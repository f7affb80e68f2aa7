/** Answers that the server has not got yet, kept in this browser, apart for each person. */
export type AnswerPlace = { viewerId: string; lab: string; question: string };

const keyOf = ({ viewerId, lab, question }: AnswerPlace) => `cultivar-answer ${viewerId} ${lab} ${question}`;

/** A browser may forbid storage; then a draft lives as long as its page. */
function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}

export const saveDraft = (place: AnswerPlace, text: string): void => {
  attempt(() => localStorage.setItem(keyOf(place), text));
};
export const loadDraft = (place: AnswerPlace): string | null => attempt(() => localStorage.getItem(keyOf(place)));
export const forgetDraft = (place: AnswerPlace): void => {
  attempt(() => localStorage.removeItem(keyOf(place)));
};
