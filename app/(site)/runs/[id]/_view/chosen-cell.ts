/** Which cell of the confusion matrix is looked into; the address of the page names it by its two classes. */

export type Cell = { truth: number; answer: number };

/** The cell that `search` names, or null where it names none of these classes. */
export function cellIn(search: URLSearchParams, classes: readonly string[]): Cell | null {
  const [truth, answer] = ["truth", "answer"].map((key) => classes.indexOf(search.get(key) ?? ""));
  return truth === undefined || answer === undefined || truth < 0 || answer < 0 ? null : { truth, answer };
}

/** `search` with this cell, and everything else as it was. */
export function searchWithCell(search: URLSearchParams, classes: readonly string[], cell: Cell): URLSearchParams {
  const next = new URLSearchParams(search);
  next.set("truth", classes[cell.truth] ?? "");
  next.set("answer", classes[cell.answer] ?? "");
  return next;
}

/** The mistake that was made most often, the first of equals; null when there was none. */
export function commonestMistake(confusion: readonly (readonly number[])[]): Cell | null {
  let most = 0;
  let found: Cell | null = null;
  confusion.forEach((row, truth) => {
    row.forEach((count, answer) => {
      if (truth === answer || count <= most) return;
      most = count;
      found = { truth, answer };
    });
  });
  return found;
}
