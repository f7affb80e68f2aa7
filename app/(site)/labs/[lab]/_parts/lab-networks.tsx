import { DATASETS } from "#domain/datasets/catalogue";
import type { LabFigures } from "#domain/labs/figures";
import type { Lab } from "#domain/labs/lab";
import { NetworkStrip } from "../../../../_ui/network-strip.tsx";
import { formatCount } from "../../../../_ui/numbers.ts";
import { Plate } from "../../../../_ui/plate.tsx";
import { SummaryTable } from "../../_parts/summary-table.tsx";
import { stripOf } from "../../_view/strip-of-network.ts";

/** The networks of a lab drawn side by side, with their summaries. */
export function LabNetworks({ lab, figures }: { lab: Lab; figures: LabFigures }) {
  const [side] = DATASETS[lab.dataset].image;
  return (
    <Plate
      title="Networks"
      caption="height is the size of the map, width its channels; green is dense, hatched is frozen"
    >
      <div className="lab-columns">
        {figures.networks.map((network) => (
          <article key={network.id} aria-labelledby={`${network.id}-title`}>
            <div className="lab-strip">
              <NetworkStrip parts={stripOf(network, side)} scale={1.35} />
            </div>
            <h3 id={`${network.id}-title`} className="text-lg font-strong">
              {network.title}
            </h3>
            <p className="sub">{network.words}</p>
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
