import clsx from "clsx";
import type { ReactNode } from "react";
import { Skeleton } from "./skeleton.tsx";

/** The key figures of a page. `row` sets them in one ruled row whose first figure is the large one. */
export function Figures({
  layout = "wrap",
  className,
  children,
}: {
  layout?: "wrap" | "row";
  className?: string;
  children: ReactNode;
}) {
  return <dl className={clsx("figures", layout === "row" && "figures-row", className)}>{children}</dl>;
}

type FigureProps = {
  label: ReactNode;
  /** The one number of the page. */
  lead?: boolean;
  /** Drawn in the accent: a best value. */
  best?: boolean;
  loading?: boolean;
  /** The value; put units and intervals into `<small>`, or use `Measure`. */
  children?: ReactNode;
};

export function Figure({ label, lead = false, best = false, loading = false, children }: FigureProps) {
  return (
    <div className={clsx("figure", lead && "figure-lead", best && "figure-best")}>
      <dt>{label}</dt>
      <dd>{loading ? <Skeleton className="my-2 inline-block h-4 w-16 align-middle" /> : children}</dd>
    </div>
  );
}

/** Numbers with their units set small, as in "1 min 26 s"; takes what `durationParts` and its like return. */
export function Measure({ parts }: { parts: readonly { value: string; unit: string }[] }) {
  return parts.map((part, index) => (
    <span key={part.unit}>
      {index > 0 && " "}
      {part.value} <small>{part.unit}</small>
    </span>
  ));
}
