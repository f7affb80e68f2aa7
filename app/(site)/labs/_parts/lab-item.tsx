import type { BackboneId } from "#domain/backbones/backbone-ids";
import type { Lab } from "#domain/labs/lab";
import { labNetworks } from "#domain/labs/networks";
import { Link } from "../../../_ui/link.tsx";
import { NetworkStrip } from "../../../_ui/network-strip.tsx";
import { RelativeTime } from "../../../_ui/relative-time.tsx";
import { networkStripOf } from "../../experiments/_view/network-strip-of.ts";
import type { LabProgress } from "../_view/lab-types.ts";
import { progressSentence } from "../_view/progress-sentence.ts";

type LabItemProps = {
  lab: Lab;
  progress: LabProgress | undefined;
  /** Backbones that somebody can train on. */
  trainable: readonly BackboneId[];
};

/** A lab in the list: its question, its networks at a glance, and how far one is. */
export function LabItem({ lab, progress, trainable }: LabItemProps) {
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
        {labNetworks(lab, { trainable }).map(({ id, spec }) => (
          <NetworkStrip key={id} parts={networkStripOf(spec.architecture, spec.dataset)} scale={0.55} />
        ))}
      </div>
    </li>
  );
}
