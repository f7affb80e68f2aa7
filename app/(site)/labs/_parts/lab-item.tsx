import Link from "next/link";
import { DATASETS } from "#domain/datasets/catalogue";
import type { Lab } from "#domain/labs/lab";
import { labNetworks } from "#domain/labs/networks";
import { NetworkStrip } from "../../../_ui/network-strip.tsx";
import { RelativeTime } from "../../../_ui/relative-time.tsx";
import type { LabProgress } from "../_view/lab-types.ts";
import { progressSentence } from "../_view/progress-sentence.ts";
import { stripOf } from "../_view/strip-of-network.ts";

/** A lab in the list: its question, its networks at a glance, and how far one is. */
export function LabItem({ lab, progress }: { lab: Lab; progress: LabProgress | undefined }) {
  const [side] = DATASETS[lab.dataset].image;
  return (
    <li className="lab-item">
      <div>
        <p className="caption">
          {lab.name}, about {lab.minutes} minutes
        </p>
        <h2>
          <Link className="row-link" href={`/labs/${lab.id}`}>
            {lab.question}
          </Link>
        </h2>
        <p className="sub">{lab.lead}</p>
        <p className="caption mt-2">
          {progressSentence(lab, progress)}
          {progress && (
            <>
              , last worked on <RelativeTime at={progress.updatedAt} />
            </>
          )}
        </p>
      </div>
      <div className="lab-item-strips max-tablet:hidden">
        {labNetworks(lab).map((network) => (
          <NetworkStrip key={network.id} parts={stripOf(network, side)} scale={0.55} />
        ))}
      </div>
    </li>
  );
}
