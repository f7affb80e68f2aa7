import { Breadcrumbs } from "../../../_ui/frame/breadcrumbs.tsx";
import { PageHead } from "../../../_ui/page-head.tsx";
import { Skeleton, SkeletonRows } from "../../../_ui/skeleton.tsx";

export default function Loading() {
  return (
    <>
      <Breadcrumbs items={[{ label: "Experiments", href: "/experiments" }, { label: "Sweeps" }]} />
      <PageHead title="Sweeps" facts={<Skeleton className="h-5 w-24" />} />
      <SkeletonRows rows={6} height={44} />
    </>
  );
}
