"use client";
import { useQuery } from "@tanstack/react-query";
import { DATASETS } from "#domain/datasets/catalogue";
import type { DatasetStatistics } from "#domain/datasets/statistics";
import type { Lab } from "#domain/labs/lab";
import { useTRPC } from "../../../../_trpc/client.ts";
import { ErrorState } from "../../../../_ui/error-state.tsx";
import { Figure, Figures } from "../../../../_ui/figures.tsx";
import { Note } from "../../../../_ui/note.tsx";
import { formatCount } from "../../../../_ui/numbers.ts";
import { Plate } from "../../../../_ui/plate.tsx";
import { Table, Td, Th } from "../../../../_ui/table.tsx";
import { labSplit } from "../../_view/data-facts.ts";
import { ClassSamples } from "./class-samples.tsx";
import { Standardisation } from "./standardisation.tsx";

/** A trainer that starts for the first time publishes the data set soon after. */
const PUBLICATION_MS = 5_000;

/** What the networks learn from: pictures of each class, how many there are, and what is done to their pixels. */
export function LabData({ lab }: { lab: Lab }) {
  const dataset = useQuery({
    ...useTRPC().datasets.byId.queryOptions({ id: lab.dataset }),
    refetchInterval: ({ state: { data } }) => (data && !data.statistics ? PUBLICATION_MS : false),
  });
  const { title, classes } = DATASETS[lab.dataset];
  const split = labSplit(lab);
  const statistics = dataset.data?.statistics ?? null;
  return (
    <Plate title="Data" caption={`${title}, ${classes.length} classes, the same number of pictures of each`}>
      {split && (
        <Figures className="mb-5">
          <Figure label="to learn from">{formatCount(split.training)}</Figure>
          <Figure label="to choose by (validation)">{formatCount(split.validation)}</Figure>
          <Figure label="never seen in training (test)">{formatCount(split.test)}</Figure>
        </Figures>
      )}
      {dataset.isError ? (
        <ErrorState
          title="The data set could not be loaded."
          onRetry={() => dataset.refetch()}
          retrying={dataset.isFetching}
        />
      ) : (
        <>
          <div className="lab-data">
            <div>
              <h3>Pictures of the test set, in equal numbers</h3>
              <ClassSamples dataset={dataset.data ?? null} classes={classes} />
            </div>
            <div>
              <h3>In numbers</h3>
              {statistics ? <Statistics statistics={statistics} classes={classes} /> : <Unmeasured />}
            </div>
          </div>
          {statistics && <Standardisation statistics={statistics} />}
        </>
      )}
    </Plate>
  );
}

function Unmeasured() {
  return (
    <Note>
      <b>Not measured yet.</b> A trainer publishes counts and statistics when it starts for the first time.
    </Note>
  );
}

const CHANNELS = ["red", "green", "blue"];

function Statistics({ statistics, classes }: { statistics: DatasetStatistics; classes: readonly string[] }) {
  return (
    <>
      <Table caption="Pictures per class" dense wide className="lab-summary">
        <thead>
          <tr>
            <Th>Class</Th>
            <Th numeric>Training and validation</Th>
            <Th numeric>Test</Th>
          </tr>
        </thead>
        <tbody>
          {classes.map((name, k) => (
            <tr key={name}>
              <Td>{name}</Td>
              <Td numeric>{formatCount(statistics.train.perClass[k])}</Td>
              <Td numeric>{formatCount(statistics.test.perClass[k])}</Td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td>all</td>
            <Td numeric>{formatCount(statistics.train.count)}</Td>
            <Td numeric>{formatCount(statistics.test.count)}</Td>
          </tr>
        </tfoot>
      </Table>
      <Table caption="Mean and deviation of each channel" dense wide className="lab-summary mt-4">
        <thead>
          <tr>
            <Th>Channel, bytes / 255</Th>
            <Th numeric>Mean</Th>
            <Th numeric>Deviation</Th>
          </tr>
        </thead>
        <tbody>
          {statistics.channels.map(({ mean, std }, i) => (
            <tr key={CHANNELS[i]}>
              <Td>{CHANNELS[i]}</Td>
              <Td numeric>{mean.toFixed(4)}</Td>
              <Td numeric>{std.toFixed(4)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </>
  );
}
