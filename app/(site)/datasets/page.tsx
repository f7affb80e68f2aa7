import type { Metadata } from "next";
import { api } from "../../_trpc/server.ts";
import { Breadcrumbs } from "../../_ui/frame/breadcrumbs.tsx";
import { PageHead } from "../../_ui/page-head.tsx";
import { DatasetRow } from "./_parts/dataset-row.tsx";

export const metadata: Metadata = {
  title: "Data sets",
  description: "The pictures that classifiers are trained and measured on: classes, samples, statistics, splits.",
};

export default async function DatasetsPage() {
  const datasets = await api.datasets.list();
  return (
    <>
      <Breadcrumbs items={[{ label: "Data sets" }]} />
      <PageHead title="Data sets" facts="What networks are trained and measured on, down to each picture." />
      <ul className="border-t border-line-strong">
        {datasets.map((dataset) => (
          <DatasetRow key={dataset.id} dataset={dataset} />
        ))}
      </ul>
    </>
  );
}
