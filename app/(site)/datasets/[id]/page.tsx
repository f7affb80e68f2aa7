import type { Metadata } from "next";
import { cache } from "react";
import { orNotFound } from "../../../_trpc/or-not-found.ts";
import { api } from "../../../_trpc/server.ts";
import { ButtonLink } from "../../../_ui/button.tsx";
import { Breadcrumbs } from "../../../_ui/frame/breadcrumbs.tsx";
import { Note } from "../../../_ui/note.tsx";
import { formatCount } from "../../../_ui/numbers.ts";
import { PageHead } from "../../../_ui/page-head.tsx";
import { DatasetPictures } from "./_parts/dataset-pictures.tsx";
import { DatasetProvenance } from "./_parts/dataset-provenance.tsx";
import { DatasetValues } from "./_parts/dataset-values.tsx";

type Props = { params: Promise<{ id: string }> };

const loadDataset = cache((id: string) => orNotFound(api.datasets.byId({ id: id.slice(0, 64) })));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { title, about } = await loadDataset((await params).id);
  return { title, description: about };
}

export default async function DatasetPage({ params }: Props) {
  const dataset = await loadDataset((await params).id);
  const { title, about, classes, train, test, image, indexSha256, statistics } = dataset;
  const [height, width] = image;
  return (
    <>
      <Breadcrumbs items={[{ label: "Data sets", href: "/datasets" }, { label: title }]} />
      <PageHead
        title={title}
        facts={
          <>
            <span>{about}</span>
            <span>
              {classes.length} classes, {formatCount(train.count)} training and {formatCount(test.count)} test pictures
              of {width} × {height}
            </span>
          </>
        }
        actions={
          <ButtonLink variant="go" icon="plus" href="/experiments/new">
            Train on it
          </ButtonLink>
        }
      />
      {(indexSha256 === null || statistics === null) && (
        <Note className="mb-6">
          <b>{indexSha256 === null ? "Its pictures are" : "Its statistics are"} not published yet.</b> A trainer does it
          when it starts, in about a quarter of a minute: start one with <code className="code">npm start</code>, then
          load this page again.
        </Note>
      )}
      {indexSha256 !== null && (
        <DatasetPictures
          indexSha256={indexSha256}
          classes={classes}
          meanSha256={statistics?.meanImages.sha256 ?? null}
        />
      )}
      {statistics && (
        <DatasetValues name={title} channels={statistics.channels} standardisation={statistics.standardisation} />
      )}
      <DatasetProvenance dataset={dataset} />
    </>
  );
}
