"use client";
import clsx from "clsx";
import { type KeyboardEvent, type PointerEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import {
  linePath,
  type ParallelAxis,
  type ParallelFilters,
  type ParallelLine,
  type ParallelRange,
  type PlacedAxis,
  passes,
  placeAxis,
  placeNames,
  withRange,
} from "./parallel-layout.ts";
import { slotColor } from "./slots.ts";

export type { ParallelAxis, ParallelFilters, ParallelLine } from "./parallel-layout.ts";

type ParallelCoordinatesProps = {
  /** The chart in a few words: "Dimensions against best validation accuracy". */
  title: string;
  axes: readonly ParallelAxis[];
  lines: readonly ParallelLine[];
  /** Drawn over all others, in green. */
  best?: string | undefined;
  /** Chosen ranges, by key of the axis. */
  filters: ParallelFilters;
  /** Once a range is chosen: while it is dragged, only the chart shows it. */
  onFilters: (filters: ParallelFilters) => void;
  /** The line under the pointer, or that something else on the page points at. */
  hovered: string | null;
  onHover: (id: string | null) => void;
  /** A line was clicked. */
  onSelect?: (id: string) => void;
};

const TOP = 40;
const BOTTOM = 14;
const HEIGHT = 292;
/** Each axis needs room for its ticks; where there is less, the chart scrolls in itself. */
const AXIS_WIDTH = 104;
/** Room for the names of the first and the last axis. */
const SIDE = 52;
/** Baselines of their names, the second for every other one where they would touch. */
const NAME_ROWS = [14, 29] as const;
/** Shares of an axis; a brush smaller than this was a click. */
const LEAST_BRUSH = 0.02;
const KEY_STEP = 0.05;

/** How wide the chart is where there is `room`, px, and where its axes stand. */
function across(axes: number, room: number) {
  const width = Math.max(room, (axes - 1) * AXIS_WIDTH + 2 * SIDE);
  return { width, toX: (index: number) => SIDE + (index / Math.max(axes - 1, 1)) * (width - 2 * SIDE) };
}

/**
 * Several quantities of many runs at once. Dragging along an axis keeps what lies in the dragged range; the handles at its
 * ends do the same with the arrow keys. What is filtered out stays faint.
 */
export function ParallelCoordinates({
  title,
  axes,
  lines,
  best,
  filters: settled,
  onFilters,
  hovered,
  onHover,
  onSelect,
}: ParallelCoordinatesProps) {
  const box = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(0);
  // An owner keeps ranges in the address, which is too slow for every move of a pointer.
  const [dragged, setDragged] = useState<{ key: string; range: ParallelRange } | null>(null);
  const filters = dragged ? withRange(settled, dragged.key, dragged.range) : settled;
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setRoom(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const placed = useMemo(() => axes.map((axis) => placeAxis(axis, lines)), [axes, lines]);
  const { width, toX } = across(placed.length, room);
  const kept = lines.filter((line) => passes(line, placed, filters)).length;
  const pointed = lines.find(({ id }) => id === hovered);
  const change = (key: string, range: ParallelRange | null) => {
    setDragged(null);
    onFilters(withRange(settled, key, range));
  };

  return (
    <figure>
      <div ref={box} className="parallel">
        <div className="relative" style={{ width, height: HEIGHT }}>
          <ParallelDrawing
            title={title}
            axes={axes}
            lines={lines}
            best={best}
            filters={filters}
            width={room}
            hovered={hovered}
            onHover={onHover}
            onSelect={onSelect}
          />
          {placed.map((axis, index) => (
            <Brush
              key={axis.key}
              axis={axis}
              x={toX(index)}
              range={filters[axis.key] ?? null}
              onDrag={(range) => setDragged({ key: axis.key, range })}
              onChange={(range) => change(axis.key, range)}
            />
          ))}
        </div>
      </div>
      <figcaption className="chart-read-out">
        {pointed ? (
          <>
            <b>{pointed.label}</b>
            {placed.map((axis) => (
              <span key={axis.key}>
                {axis.label} {valueText(axis, pointed)}
              </span>
            ))}
          </>
        ) : (
          <ChosenRanges
            axes={placed}
            filters={filters}
            kept={kept}
            total={lines.length}
            onClear={() => onFilters({})}
          />
        )}
      </figcaption>
    </figure>
  );
}

type ParallelDrawingProps = Pick<
  ParallelCoordinatesProps,
  "title" | "axes" | "lines" | "best" | "filters" | "onSelect"
> & {
  /** px; it becomes wider if its axes need more. */
  width: number;
  hovered?: string | null;
  onHover?: ParallelCoordinatesProps["onHover"];
};

/** The drawing alone. */
export function ParallelDrawing({
  title,
  axes,
  lines,
  best,
  filters,
  width: room,
  hovered = null,
  onHover,
  onSelect,
}: ParallelDrawingProps) {
  const titleId = useId();
  const placed = useMemo(() => axes.map((axis) => placeAxis(axis, lines)), [axes, lines]);
  const { width, toX } = across(placed.length, room);
  const toY = (share: number) => TOP + (1 - share) * (HEIGHT - TOP - BOTTOM);
  const kept = new Set(lines.filter((line) => passes(line, placed, filters)).map(({ id }) => id));
  // Later is above: what is filtered out lies below, the best and the one that is pointed at on top.
  const rank = ({ id }: ParallelLine) => (id === hovered ? 3 : id === best ? 2 : kept.has(id) ? 1 : 0);
  const drawn = [...lines].sort((a, b) => rank(a) - rank(b) || shareOf(a) - shareOf(b));
  return (
    <svg
      viewBox={`0 0 ${width} ${HEIGHT}`}
      width={width}
      height={HEIGHT}
      className="block text-2xs"
      role="img"
      aria-labelledby={titleId}
    >
      <title id={titleId}>
        {`${title}: ${lines.length} lines over ${axes.map(({ label }) => label).join(", ")}; ${kept.size} within the chosen ranges.`}
      </title>
      {placed.map((axis, index) => (
        <path key={axis.key} d={`M${toX(index)} ${toY(1)}V${toY(0)}`} stroke="var(--control)" />
      ))}
      {drawn.map((line) => {
        const path = linePath(line, placed, toX, toY);
        return (
          <g key={line.id} opacity={kept.has(line.id) ? 1 : 0.14}>
            <path
              d={path}
              fill="none"
              stroke={strokeOf(line, line.id === best, line.id === hovered)}
              strokeWidth={line.id === hovered ? 3 : line.id === best ? 2.4 : 1.4}
              strokeLinejoin="round"
              strokeLinecap="round"
            />
            {/* biome-ignore lint/a11y/noStaticElementInteractions: the lines are rows of a table as well */}
            <path
              d={path}
              fill="none"
              stroke="transparent"
              strokeWidth="11"
              pointerEvents={kept.has(line.id) ? "stroke" : "none"}
              className={clsx(onSelect && "cursor-pointer")}
              onPointerEnter={() => onHover?.(line.id)}
              onPointerLeave={() => onHover?.(null)}
              onClick={() => onSelect?.(line.id)}
            />
          </g>
        );
      })}
      {placed.map((axis, index) => (
        <AxisTicks key={axis.key} axis={axis} x={toX(index)} toY={toY} />
      ))}
      {placeNames(axes, width, toX).map(({ key, label, x, row, anchor }) => (
        <text
          key={key}
          x={x}
          y={NAME_ROWS[row]}
          textAnchor={anchor}
          fill="var(--ink-2)"
          className="text-xs font-medium"
          pointerEvents="none"
        >
          {label}
        </text>
      ))}
    </svg>
  );
}

type ChosenRangesProps = {
  axes: readonly PlacedAxis[];
  filters: ParallelFilters;
  kept: number;
  total: number;
  onClear: () => void;
};

function ChosenRanges({ axes, filters, kept, total, onClear }: ChosenRangesProps) {
  const chosen = axes.filter(({ key }) => filters[key]);
  if (chosen.length === 0) return <span>Drag along an axis to keep a range.</span>;
  return (
    <>
      <b>
        {kept} of {total}
      </b>
      {chosen.map((axis) => (
        <span key={axis.key}>
          {axis.label} {rangeText(axis, filters[axis.key] as ParallelRange)}
        </span>
      ))}
      <button type="button" className="text-link" onClick={onClear}>
        Show all
      </button>
    </>
  );
}

type AxisTicksProps = { axis: PlacedAxis; x: number; toY: (share: number) => number };

/** At the left of an axis, over the lines and readable on them. */
function AxisTicks({ axis, x, toY }: AxisTicksProps) {
  return (
    <g pointerEvents="none">
      {axis.ticks.map(({ share, label }) => (
        <g key={share}>
          <path d={`M${x - 4} ${toY(share)}h4`} stroke="var(--control)" />
          <text
            x={x - 7}
            y={toY(share) + 4}
            textAnchor="end"
            fill="var(--ink-3)"
            stroke="var(--paper)"
            strokeWidth="4"
            strokeLinejoin="round"
            paintOrder="stroke"
          >
            {label}
          </text>
        </g>
      ))}
    </g>
  );
}

type BrushProps = {
  axis: PlacedAxis;
  x: number;
  range: ParallelRange | null;
  /** With every move of the pointer. */
  onDrag: (range: ParallelRange) => void;
  /** Once: at the end of dragging, or by a key. */
  onChange: (range: ParallelRange | null) => void;
};

const clamp = (share: number) => Math.min(Math.max(share, 0), 1);

/** The strip along an axis that is dragged over, and the two handles that the keyboard moves. */
function Brush({ axis, x, range, onDrag, onChange }: BrushProps) {
  const start = useRef<number | null>(null);
  const last = useRef<ParallelRange | null>(null);
  const shareAt = ({ currentTarget, clientY }: PointerEvent<HTMLDivElement>) => {
    const { top, height } = currentTarget.getBoundingClientRect();
    return clamp(1 - (clientY - top) / height);
  };
  const between = (a: number, b: number): ParallelRange => ({ low: Math.min(a, b), high: Math.max(a, b) });
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (start.current === null) return;
    last.current = between(start.current, shareAt(event));
    onDrag(last.current);
  };
  const end = (range: ParallelRange | null) => {
    start.current = null;
    last.current = null;
    onChange(range);
  };
  const { low, high } = range ?? { low: 0, high: 1 };
  return (
    <div
      className="parallel-brush"
      style={{ left: x, top: TOP, bottom: BOTTOM }}
      onPointerDown={(event) => {
        if (event.button !== 0 || event.target !== event.currentTarget) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = shareAt(event);
        last.current = null;
      }}
      onPointerMove={drag}
      onPointerUp={(event) => {
        if (start.current === null) return;
        const share = shareAt(event);
        end(Math.abs(share - start.current) < LEAST_BRUSH ? null : between(start.current, share));
      }}
      onPointerCancel={() => {
        // The browser took the pointer away, to scroll for one: what was dragged so far stands.
        if (last.current) end(last.current);
        start.current = null;
      }}
    >
      {range && <span className="parallel-range" style={{ top: `${(1 - high) * 100}%`, bottom: `${low * 100}%` }} />}
      <Handle
        axis={axis}
        end="high"
        share={high}
        onMove={(share) => onChange({ low: Math.min(low, share), high: share })}
      />
      <Handle
        axis={axis}
        end="low"
        share={low}
        onMove={(share) => onChange({ low: share, high: Math.max(high, share) })}
      />
    </div>
  );
}

type HandleProps = { axis: PlacedAxis; end: "low" | "high"; share: number; onMove: (share: number) => void };

function Handle({ axis, end, share, onMove }: HandleProps) {
  const step = axis.kind === "category" ? 1 / Math.max(axis.ticks.length, 1) : KEY_STEP;
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, number> = {
      ArrowUp: share + step,
      ArrowDown: share - step,
      PageUp: share + 4 * step,
      PageDown: share - 4 * step,
      Home: 0,
      End: 1,
      Escape: end === "low" ? 0 : 1,
    };
    const next = moves[event.key];
    if (next === undefined) return;
    event.preventDefault();
    // Steps of a twentieth do not add up to exactly one.
    onMove(clamp(Number(next.toFixed(6))));
  };
  return (
    <span
      role="slider"
      tabIndex={0}
      aria-label={`${axis.label}, ${end === "low" ? "at least" : "at most"}`}
      aria-orientation="vertical"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
      aria-valuetext={axis.read(share)}
      className={clsx("parallel-handle", end === "high" ? "parallel-handle-high" : "parallel-handle-low")}
      style={{ top: `${(1 - share) * 100}%` }}
      onKeyDown={onKeyDown}
    />
  );
}

const shareOf = ({ color }: ParallelLine) => (color && "share" in color ? color.share : 0);

function strokeOf({ color }: ParallelLine, isBest: boolean, isHovered: boolean): string {
  if (isBest) return "var(--accent)";
  if (color && "slot" in color) return `var(--${slotColor(color.slot)})`;
  if (isHovered) return "var(--ink)";
  if (!color) return "var(--line-strong)";
  return `color-mix(in oklab, var(--accent) ${Math.round(clamp(color.share) * 75)}%, var(--control))`;
}

function valueText(axis: PlacedAxis, line: ParallelLine): string {
  const value = line.values[axis.key] ?? null;
  if (value === null) return "–";
  return typeof value === "number" && axis.kind !== "category"
    ? (axis.format?.(value) ?? String(value))
    : String(value);
}

function rangeText(axis: PlacedAxis, { low, high }: ParallelRange): string {
  if (axis.kind !== "category") return `${axis.read(low)}–${axis.read(high)}`;
  return axis.ticks
    .filter(({ share }) => share >= low && share <= high)
    .map(({ label }) => label)
    .join(", ");
}
