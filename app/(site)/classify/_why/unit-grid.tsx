"use client";
import { useMemo, useState } from "react";
import { formatCount, formatSignificant } from "../../../_ui/numbers.ts";
import { heatPixels, rangeOf } from "./heat-colours.ts";
import { MapCanvas } from "./map-canvas.tsx";

const COLUMNS = 32;

type UnitGridProps = {
  values: Float32Array;
  /** Of the units, where they have any: the classes. */
  names: readonly string[] | null;
};

/** The numbers of a layer without places, one square each, row by row. */
export function UnitGrid({ values, names }: UnitGridProps) {
  const [at, setAt] = useState<number | null>(null);
  const columns = Math.min(COLUMNS, values.length);
  const rows = Math.ceil(values.length / columns);
  const pixels = useMemo(() => {
    const padded = new Float32Array(rows * columns);
    padded.set(values);
    return heatPixels(padded);
  }, [values, rows, columns]);
  const { least, greatest } = rangeOf(values, 1, 0);
  const zeros = values.reduce((count, value) => count + (value === 0 ? 1 : 0), 0);
  const summary = `${formatCount(values.length)} values from ${formatSignificant(least)} to ${formatSignificant(greatest)}, ${formatCount(zeros)} of them zero`;
  const nameOf = (unit: number) => names?.[unit] ?? `Unit ${formatCount(unit + 1)}`;
  return (
    <div className="grid gap-1">
      <div
        className="bg-sunken"
        role="img"
        aria-label={summary}
        onPointerLeave={() => setAt(null)}
        onPointerMove={(event) => {
          const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
          const column = Math.floor(((event.clientX - left) / width) * columns);
          const unit = Math.floor(((event.clientY - top) / height) * rows) * columns + column;
          setAt(unit in values ? unit : null);
        }}
      >
        <MapCanvas pixels={pixels} width={columns} height={rows} className="pixels h-auto w-full" />
      </div>
      <p className="caption min-h-[18px]">
        {at === null ? `${summary}.` : `${nameOf(at)}: ${formatSignificant(values[at])}`}
      </p>
    </div>
  );
}
