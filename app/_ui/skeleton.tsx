import clsx from "clsx";

/** A grey bar where something will be; size it with `className` to what comes. */
export function Skeleton({ className }: { className?: string }) {
  return <span className={clsx("skeleton", className)} aria-hidden="true" />;
}

const NAME_WIDTHS = ["w-[62%]", "w-[48%]", "w-[70%]", "w-[55%]", "w-[64%]"] as const;

/** Rows of a list that is still loading, as high as the rows to come. */
export function SkeletonRows({ rows = 5, height = 44 }: { rows?: number; height?: number }) {
  return (
    <div aria-busy="true">
      <span className="sr-only">Loading</span>
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
        <div key={index} className="skeleton-row" style={{ height }}>
          <Skeleton className="size-3.5" />
          <Skeleton className={clsx("h-3", NAME_WIDTHS[index % NAME_WIDTHS.length])} />
          <Skeleton className="h-3 w-24 max-tablet:hidden" />
          <Skeleton className="h-3 w-12" />
        </div>
      ))}
    </div>
  );
}
