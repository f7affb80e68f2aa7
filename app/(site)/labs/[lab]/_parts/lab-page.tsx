"use client";
import { useQuery } from "@tanstack/react-query";
import { notFound } from "next/navigation";
import { type ReactNode, useMemo, useState } from "react";
import { findLab } from "#domain/labs/catalogue";
import type { Lab, LabStep } from "#domain/labs/lab";
import { useTRPC } from "../../../../_trpc/client.ts";
import { ErrorState } from "../../../../_ui/error-state.tsx";
import { LiveNote } from "../../../_parts/live-note.tsx";
import { useBackbones } from "../../../_parts/use-backbones.ts";
import { labFigures } from "../../_view/lab-figures.ts";
import { labSteps } from "../../_view/lab-steps.ts";
import { NO_WORK } from "../../_view/lab-types.ts";
import { LabComparison } from "./lab-comparison.tsx";
import { LabData } from "./lab-data.tsx";
import { LabLaunch } from "./lab-launch.tsx";
import { LabNetworks } from "./lab-networks.tsx";
import { LabQuestions } from "./lab-questions.tsx";
import { LabReport } from "./lab-report.tsx";
import { LabSteps } from "./lab-steps.tsx";
import { useLabWork } from "./use-lab-work.ts";

type LabPageProps = {
  labId: string;
  /** Null for a visitor, who sees what there is to see and is asked to sign in to launch it. */
  viewerId: string | null;
};

/** A lab from its question to the report, as data say it. */
export function LabPage({ labId, viewerId }: LabPageProps) {
  const lab = findLab(labId);
  if (!lab) notFound();
  return <LabContent lab={lab} viewerId={viewerId} />;
}

function LabContent({ lab, viewerId }: { lab: Lab; viewerId: string | null }) {
  const trpc = useTRPC();
  const query = useLabWork(lab.id, viewerId !== null);
  const dataset = useQuery(trpc.datasets.byId.queryOptions({ id: lab.dataset }));
  const [reported, setReported] = useState(false);
  const work = query.data ?? NO_WORK;
  const { trainable } = useBackbones();
  const figures = useMemo(() => labFigures(lab, work, trainable), [lab, work, trainable]);
  const steps = labSteps(lab, figures, work.answers, reported);

  const sections: Record<LabStep, ReactNode> = {
    data: <LabData lab={lab} />,
    networks: <LabNetworks figures={figures} trainable={trainable} />,
    launch: (
      <LabLaunch lab={lab} figures={figures} runs={work.runs} viewerId={viewerId} ready={query.data !== undefined} />
    ),
    compare: <LabComparison lab={lab} figures={figures} />,
    questions: <LabQuestions lab={lab} figures={figures} answers={work.answers} viewerId={viewerId} />,
    report: (
      <LabReport
        lab={lab}
        figures={figures}
        work={work}
        dataset={dataset.data ?? null}
        signedIn={viewerId !== null}
        onMade={() => setReported(true)}
      />
    ),
  };

  return (
    <div className="lab">
      <LabSteps lab={lab} steps={steps} />
      <div className="min-w-0">
        <header className="lab-head">
          <h1>{lab.question}</h1>
          <p>{lab.lead}</p>
        </header>
        <LiveNote query={query} />
        {query.isError && !query.data && (
          <ErrorState
            title="What you did in this lab could not be loaded."
            onRetry={() => query.refetch()}
            retrying={query.isFetching}
          />
        )}
        {lab.steps.map(({ id }) => (
          <div key={id} id={id} className="lab-section">
            {sections[id]}
          </div>
        ))}
      </div>
    </div>
  );
}
