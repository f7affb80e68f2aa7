import { Note } from "../../../_ui/note.tsx";
import type { ShownRun } from "../_view/compared-run.ts";
import { seedNote } from "../_view/seed-note.ts";

const twoDigits = (points: number) => points.toFixed(2);

/** What chance alone did, beside what was changed on purpose. */
export function SeedRemark({ runs }: { runs: readonly ShownRun[] }) {
  const note = seedNote(runs);
  if (!note) return null;
  const isLess = note.moved <= note.interval;
  return (
    <Note icon="dice" className="mt-4">
      <b>Seed alone</b> moved {note.name} by {twoDigits(note.moved)} points over {note.runs} runs,{" "}
      {isLess ? "less" : "more"} than the ±&nbsp;{twoDigits(note.interval)} of one test.
      {note.apart !== null &&
        ` The means of the different experiments lie up to ${twoDigits(note.apart)} points apart.`}
    </Note>
  );
}
