import type { BackboneId } from "#domain/backbones/backbone-ids";
import type { LabFigures } from "#domain/labs/figures";
import { NetworkStrip } from "../../../../_ui/network-strip.tsx";
import { formatCount } from "../../../../_ui/numbers.ts";
import { Plate } from "../../../../_ui/plate.tsx";
import { networkStripOf } from "../../../experiments/_view/network-strip-of.ts";
import { SummaryTable } from "../../_parts/summary-table.tsx";
import { StandIn } from "./stand-in.tsx";

type LabNetworksProps = {
  figures: LabFigures;
  /** Backbones that somebody can train on. */
  trainable: readonly BackboneId[];
};

/** The networks of a lab drawn side by side, with their summaries. */
export function LabNetworks({ figures, trainable }: LabNetworksProps) {
  return (
    <Plate
      title="Networks"
      caption="height is the size of the map, width its channels; green is dense, hatched is frozen"
    >
      <div className="lab-columns">
        {figures.networks.map((network) => (
          <article key={network.id} aria-labelledby={`${network.id}-title`}>
            <div className="lab-strip">
              <NetworkStrip parts={networkStripOf(network.spec.architecture, network.spec.dataset)} scale={1.35} />
            </div>
            <h3 id={`${network.id}-title`} className="text-lg font-strong">
              {network.title}
            </h3>
            <p className="sub">{network.words}</p>
            <StandIn network={network} trainable={trainable} />
            <p className="caption">
              {formatCount(network.parameters)} parameters,{" "}
              {network.trainedParameters === network.parameters
                ? "all of them trained"
                : `${formatCount(network.trainedParameters)} of them trained`}
            </p>
            <SummaryTable title={network.title} layers={network.layers} />
          </article>
        ))}
      </div>
    </Plate>
  );
}
