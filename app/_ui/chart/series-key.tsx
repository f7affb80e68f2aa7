"use client";
import clsx from "clsx";
import { Marker } from "./marker.tsx";

type SeriesKeyProps = {
  owners: readonly { owner: string; label: string; slot: number }[];
  hidden: ReadonlySet<string>;
  onChange: (hidden: ReadonlySet<string>) => void;
  className?: string;
};

/** The runs of a page's charts by colour and shape; each can be hidden and shown again. */
export function SeriesKey({ owners, hidden, onChange, className }: SeriesKeyProps) {
  const toggle = (owner: string) => {
    const next = new Set(hidden);
    if (!next.delete(owner)) next.add(owner);
    onChange(next);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset needs a legend and cannot be a flex container everywhere
    <div role="group" aria-label="Runs in the charts" className={clsx("series-key", className)}>
      {owners.map(({ owner, label, slot }) => (
        <button key={owner} type="button" aria-pressed={!hidden.has(owner)} onClick={() => toggle(owner)}>
          <Marker slot={slot} muted={hidden.has(owner)} />
          <span className="truncate">{label}</span>
        </button>
      ))}
      {hidden.size > 0 && (
        <button type="button" className="series-key-all" onClick={() => onChange(new Set())}>
          Show all
        </button>
      )}
    </div>
  );
}
