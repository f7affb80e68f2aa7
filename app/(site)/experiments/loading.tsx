import { Breadcrumbs } from "../../_ui/frame/breadcrumbs.tsx";
import { PageHead } from "../../_ui/page-head.tsx";
import { Skeleton, SkeletonRows } from "../../_ui/skeleton.tsx";

export default function Loading() {
  return (
    <>
      <Breadcrumbs items={[{ label: "Experiments" }]} />
      <div className="page-wide">
        <PageHead title="Experiments" facts={<Skeleton className="h-5 w-24" />} />
        <Skeleton className="mb-5 h-[30px] w-[480px] max-w-full" />
        <SkeletonRows rows={8} height={44} />
      </div>
    </>
  );
}
