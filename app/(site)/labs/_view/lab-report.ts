import type { LabFigures } from "#domain/labs/figures";
import type { Lab } from "#domain/labs/lab";
import { type Report, reportOf } from "#domain/labs/report";
import { dataFacts } from "./data-facts.ts";
import type { DatasetDetail, LabWork } from "./lab-types.ts";
import { provenanceFacts } from "./provenance-facts.ts";

/** The report of a lab from what was done in it. */
export const labReport = (
  lab: Lab,
  figures: LabFigures,
  { runs, answers, author }: LabWork,
  dataset: DatasetDetail | null,
  madeAt: Date,
): Report =>
  reportOf({
    lab,
    figures,
    records: Object.fromEntries(
      Object.entries(runs).map(([network, found]) => [
        network,
        { confusion: found.run.confusion, provenance: provenanceFacts(found) },
      ]),
    ),
    words: answers,
    dataFacts: dataFacts(lab, dataset),
    author,
    madeAt,
  });
