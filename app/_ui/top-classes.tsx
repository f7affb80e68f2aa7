import clsx from "clsx";
import { formatPercent } from "./numbers.ts";

type TopClassesProps = {
  /** Likeliest first; probabilities 0..1. */
  items: readonly { name: string; probability: number }[];
};

/** A prediction as bars, the likeliest class in green; per cent at the right. */
export function TopClasses({ items }: TopClassesProps) {
  return (
    <ol className="top-classes">
      {items.map(({ name, probability }, index) => (
        <li key={name} className={clsx(index === 0 && "first")}>
          <span>{name}</span>
          <span className="top-classes-bar" aria-hidden="true">
            <span style={{ width: `${probability * 100}%` }} />
          </span>
          <span className="top-classes-share">
            {formatPercent(probability, 1, "")}
            <span className="sr-only"> per cent</span>
          </span>
        </li>
      ))}
    </ol>
  );
}
