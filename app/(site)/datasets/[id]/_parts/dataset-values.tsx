import type { DatasetStatistics } from "#domain/datasets/statistics";
import { Plate } from "../../../../_ui/plate.tsx";
import { Table, Td, Th } from "../../../../_ui/table.tsx";
import { ValueHistogram } from "../../_parts/value-histogram.tsx";

const CHANNELS = ["red", "green", "blue"] as const;

const channelName = (channel: number) => CHANNELS[channel] ?? `channel ${channel + 1}`;

/** What the training pictures' values are like, and what standardisation makes of them. */
export function DatasetValues({ statistics }: { statistics: DatasetStatistics }) {
  const { channels, standardisation } = statistics;
  const { mean, std } = standardisation;
  const curves = channels.map(({ histogram }, channel) => ({ name: channelName(channel), histogram }));
  return (
    <Plate title="Values" caption="of the training pictures">
      <div className="columns-two gap-y-6!">
        <figure>
          <ValueHistogram
            curves={curves}
            toValue={(byte) => byte / 255}
            title="Values of each channel before standardisation"
          />
          <figcaption className="caption mt-1">before: bytes divided by 255</figcaption>
        </figure>
        <figure>
          <ValueHistogram
            curves={curves}
            toValue={(byte) => (byte / 255 - mean) / std}
            title="Values of each channel after standardisation"
          />
          <figcaption className="caption mt-1">
            after: (value − {mean.toFixed(4)}) / {std.toFixed(4)}
          </figcaption>
        </figure>
      </div>
      <div className="columns-two mt-6 items-start">
        <Table caption="Mean and standard deviation of each channel" dense>
          <thead>
            <tr>
              <Th>Channel</Th>
              <Th numeric>Mean</Th>
              <Th numeric>Std. deviation</Th>
            </tr>
          </thead>
          <tbody>
            {channels.map((channel, number) => (
              <tr key={channelName(number)}>
                <th scope="row">{channelName(number)}</th>
                <Td numeric>{channel.mean.toFixed(4)}</Td>
                <Td numeric>{channel.std.toFixed(4)}</Td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">for standardisation</th>
              <Td numeric>{mean.toFixed(4)}</Td>
              <Td numeric>{std.toFixed(4)}</Td>
            </tr>
          </tfoot>
        </Table>
        <p className="sub max-tablet:mt-4">
          Standardisation uses two numbers for all channels, as the lab notebook does: the mean of the pictures&rsquo;
          means and the mean of their standard deviations, over all training pictures before the split. The second is
          smaller than a channel&rsquo;s deviation, since it leaves out how pictures differ from each other.
        </p>
      </div>
    </Plate>
  );
}
