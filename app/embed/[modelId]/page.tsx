import type { Metadata } from "next";
import { DATASETS } from "#domain/datasets/catalogue";
import { loadModel } from "../../(site)/models/_parts/load-model.ts";
import { publishedIndex } from "../../(site)/models/_parts/published-index.ts";
import { Embed } from "../_parts/embed.tsx";

type Props = {
  params: Promise<{ modelId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name } = await loadModel((await params).modelId);
  return { title: name, robots: { index: false } };
}

/** A model to try within a page of another site: only pages under /embed may stand in a frame (see proxy.ts). */
export default async function EmbedPage({ params, searchParams }: Props) {
  const { id, name, author, visibility, testAccuracy, testCount, interval, manifestSha256, spec } = await loadModel(
    (await params).modelId,
  );
  const { share } = await searchParams;
  const { title, image, classes } = DATASETS[spec.dataset];
  return (
    <Embed
      model={{ name, manifestSha256, inputShape: image }}
      facts={{ author, testAccuracy, testCount, interval, dataset: title }}
      pageHref={visibility === "public" ? `/models/${id}` : `/s/${share}`}
      indexSha256={await publishedIndex(spec.dataset)}
      classes={[...classes]}
    />
  );
}
