import { Breadcrumbs } from "../../../_ui/frame/breadcrumbs.tsx";
import { PageHead } from "../../../_ui/page-head.tsx";
import { Skeleton, SkeletonRows } from "../../../_ui/skeleton.tsx";

export default function Loading() {
  return (
    <>
      <Breadcrumbs
        items={[
          { label: "Experiments", href: "/experiments" },
          { label: "Sweeps", href: "/sweeps" },
          { label: "New sweep" },
        ]}
      />
      <PageHead title="New sweep" facts={<Skeleton className="h-5 w-80 max-w-full" />} />
      <div className="grid items-start gap-12 wide:grid-cols-[minmax(0,1fr)_500px]">
        <SkeletonRows rows={8} height={60} />
        <SkeletonRows rows={8} height={33} />
      </div>
    </>
  );
}
