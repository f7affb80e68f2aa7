import clsx from "clsx";
import type { ReactNode } from "react";
import { Link } from "./link.tsx";

type SegmentedProps<Value extends string> = {
  /** What is chosen here, for assistive technology. */
  label: string;
  options: readonly { value: Value; label: ReactNode; count?: ReactNode }[];
  value: Value;
  onChange: (value: Value) => void;
  className?: string;
};

/** A choice of one among a few, all in sight. */
export function Segmented<Value extends string>({ label, options, value, onChange, className }: SegmentedProps<Value>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset needs a legend and cannot be a flex container everywhere
    <div role="group" aria-label={label} className={clsx("segmented", className)}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
        >
          {option.label}
          {option.count !== undefined && <small>{option.count}</small>}
        </button>
      ))}
    </div>
  );
}

type SegmentedLinksProps = {
  label: string;
  items: readonly { href: string; label: ReactNode; count?: ReactNode; current: boolean }[];
  className?: string;
};

/** The same where each choice has its own address: a filter kept in the URL, the parts of a page. */
export function SegmentedLinks({ label, items, className }: SegmentedLinksProps) {
  return (
    <nav aria-label={label} className={clsx("segmented", className)}>
      {items.map((item) => (
        <Link
          key={item.href}
          href={item.href}
          scroll={item.href.startsWith("#")}
          aria-current={item.current || undefined}
        >
          {item.label}
          {item.count !== undefined && <small>{item.count}</small>}
        </Link>
      ))}
    </nav>
  );
}
