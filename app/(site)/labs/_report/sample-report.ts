/** A report for tests, with everything in it that could go wrong. */
import { lab2 } from "#domain/labs/lab-2";
import { type Report, reportOf } from "#domain/labs/report";
import { DEEPER_RUN, figuresWith, SCRATCH_RUN } from "#domain/labs/test/sample-runs";

/** Would run, close a tag or leave an attribute, were it not escaped. */
export const HOSTILE = `"><script>alert('x')</script><img src=x onerror=alert(1)> & "quoted"`;

const CLASSES = 10;
const confusion = Array.from({ length: CLASSES }, (_, truth) =>
  Array.from({ length: CLASSES }, (_, answer) => (truth === answer ? 648 : 39)),
);

export const sampleReport = (author = "Fern", words: Record<string, string> = {}): Report =>
  reportOf({
    lab: lab2,
    figures: figuresWith(lab2, { scratch: SCRATCH_RUN, deeper: DEEPER_RUN }),
    records: {
      scratch: { confusion, provenance: [{ key: "Seed", value: "1" }] },
      deeper: { confusion, provenance: [{ key: "Trainer", value: HOSTILE }] },
    },
    words,
    dataFacts: [{ key: "Data set", value: "CIFAR-10" }],
    author,
    madeAt: new Date("2026-11-24T21:50:00Z"),
  });
