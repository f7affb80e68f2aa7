"use client";
import type { DatasetStatistics } from "#domain/datasets/statistics";
import { DrawingMenu } from "../../../../_ui/drawing-menu.tsx";
import { paperDrawing } from "../../../../_ui/paper-drawing.tsx";
import { Plate } from "../../../../_ui/plate.tsx";
import { Table, Td, Th } from "../../../../_ui/table.tsx";
import { HISTOGRAM_WIDE, HistogramDrawing, ValueHistogram } from "../../_parts/value-histogram.tsx";

const CHANNELS = ["red", "green", "blue"] as const;

const channelName = (channel: number) => CHANNELS[channel] ?? `channel ${channel + 1}`;

type DatasetValuesProps = Pick<DatasetStatistics, "channels" | "standardisation"> & {
  /** Of the data set. */
  name: string;
};

/** What the training pictures' values are like, and what standardisation makes of them. */
export function DatasetValues({ name, channels, standardisation }: DatasetValuesProps) {
  const { mean, std } = standardisation;
  const toShare = (byte: number) => byte / 255;
  const toNetwork = (byte: number) => (byte / 255 - mean) / std;
  const curves = channels.map(({ histogram }, channel) => ({ name: channelName(channel), histogram }));
  const charts = [
    {
      title: "Values of each channel before standardisation",
      toValue: toShare,
      caption: "before: bytes divided by 255",
    },
    {
      title: "Values of each channel after standardisation",
      toValue: toNetwork,
      caption: `after: (value − ${mean.toFixed(4)}) / ${std.toFixed(4)}`,
    },
  ];
  const numbers = () => ({
    head: ["byte", "before standardisation", "after standardisation", ...curves.map(({ name }) => `count, ${name}`)],
    rows: Array.from({ length: 256 }, (_, byte) => [
      byte,
      toShare(byte),
      toNetwork(byte),
      ...curves.map(({ histogram }) => histogram[byte]),
    ]),
  });
  return (
    <Plate
      title="Values"
      caption="of the training pictures"
      tools={
        <DrawingMenu
          noun="the histograms"
          name={`${name}, values`}
          draw={() =>
            paperDrawing({
              title: `${name}: values of the training pictures`,
              note: "How often each value occurs, one curve a channel.",
              charts: charts.map(({ caption, ...chart }) => ({
                caption,
                chart: <HistogramDrawing curves={curves} {...chart} size={HISTOGRAM_WIDE} />,
              })),
            })
          }
          numbers={numbers}
        />
      }
    >
      <div className="columns-two gap-y-6!">
        {charts.map(({ caption, ...chart }) => (
          <figure key={caption}>
            <ValueHistogram curves={curves} {...chart} />
            <figcaption className="caption mt-1">{caption}</figcaption>
          </figure>
        ))}
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
