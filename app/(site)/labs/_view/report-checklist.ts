import type { Report } from "#domain/labs/report";

export type ChecklistItem = { title: string; ready: boolean; remark: string | null };

/** What a report made now would hold, and what it would lack. */
export function reportChecklist({ networks, figures, questions }: Report): ChecklistItem[] {
  const answered = questions.filter(({ words }) => words !== "").length;
  const drawn = networks.some(({ epochs }) => epochs.length > 0);
  return [
    {
      title: `Layer tables of ${networks.length === 1 ? "the network" : `the ${networks.length} networks`}`,
      ready: true,
      remark: null,
    },
    ...networks.map(({ title, test }) => ({
      title: `Test accuracy, ${title.toLowerCase()}`,
      ready: test !== null,
      remark: test ? null : "not yet",
    })),
    {
      title: `${figures.length === 1 ? "Figure" : `${figures.length} figures`}, 300\u00a0dpi`,
      ready: drawn,
      remark: drawn ? null : "no epochs yet",
    },
    {
      title: "Your answers",
      ready: answered === questions.length,
      remark: `${answered} of ${questions.length} written`,
    },
  ];
}
