import { Breadcrumbs } from "../../../_ui/frame/breadcrumbs.tsx";
import { PageHead } from "../../../_ui/page-head.tsx";
import { Skeleton, SkeletonRows } from "../../../_ui/skeleton.tsx";

export default function Loading() {
  return (
    <>
      <Breadcrumbs items={[{ label: "Experiments", href: "/experiments" }, { label: "New run" }]} />
      <PageHead title="New run" facts="Change what you like; the right side answers at once." />
      <div className="grid items-start gap-12 wide:grid-cols-[minmax(0,1fr)_500px]">
        <div className="grid gap-2.5 tablet:grid-cols-3">
          <Skeleton className="h-[153px]" />
          <Skeleton className="h-[153px]" />
          <Skeleton className="h-[153px]" />
        </div>
        <SkeletonRows rows={13} height={29} />
      </div>
    </>
  );
}
