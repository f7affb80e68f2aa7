import { Breadcrumbs } from "../../_ui/frame/breadcrumbs.tsx";
import { PageHead } from "../../_ui/page-head.tsx";
import { Skeleton, SkeletonRows } from "../../_ui/skeleton.tsx";

export default function Loading() {
  return (
    <>
      <Breadcrumbs items={[{ label: "Trainers" }]} />
      <PageHead title="Trainers" facts={<Skeleton className="h-5 w-64 max-w-full" />} />
      <SkeletonRows rows={6} height={44} />
    </>
  );
}
