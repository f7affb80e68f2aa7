import type { Metadata } from "next";
import { requireViewer } from "../../_session/viewer.ts";
import { Breadcrumbs } from "../../_ui/frame/breadcrumbs.tsx";
import { toQuery } from "../_view/to-query.ts";
import { comparisonTitle } from "./_parts/compare-head.tsx";
import { PreparedComparison } from "./_parts/prepared-comparison.tsx";
import { parseView } from "./_view/compare-view.ts";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const viewOf = async ({ searchParams }: Props) => parseView(toQuery(await searchParams));

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: comparisonTitle((await viewOf(props)).runs.length) };
}

export default async function ComparePage(props: Props) {
  const query = toQuery(await props.searchParams);
  await requireViewer(`/compare${query.size > 0 ? `?${query}` : ""}`);
  const { runs } = await viewOf(props);
  return (
    <>
      <Breadcrumbs items={[{ label: "Experiments", href: "/experiments" }, { label: comparisonTitle(runs.length) }]} />
      <PreparedComparison ids={runs.map(({ id }) => id)} />
    </>
  );
}
