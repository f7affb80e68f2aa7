import { memo } from "react";
import { lineName } from "./describe-chart.ts";
import { type DrawnLine, nearest } from "./drawn-line.ts";
import { placesOf } from "./readings.ts";
import type { XAxis } from "./series.ts";
import { valueWord } from "./value-word.ts";
import { formatX, X_AXIS_NAMES } from "./x-axis.ts";

/** A table is to be read, not to be got through: more than this is what the CSV is for. */
const CELLS = 400;
const LINES = 20;

type SeriesTableProps = {
  title: string;
  axis: XAxis;
  lines: readonly DrawnLine[];
  format: (value: number) => string;
};

/** The same numbers as a table that only assistive technology sees, thinned out where they are many. */
export const SeriesTable = memo(function SeriesTable({ title, axis, lines, format }: SeriesTableProps) {
  const columns = lines.slice(0, LINES);
  const places = placesOf(columns);
  const most = Math.max(5, Math.floor(CELLS / Math.max(1, columns.length)));
  const every = Math.ceil(places.length / most);
  const rows = places.filter((_, index) => index % every === 0 || index === places.length - 1);
  const left = every > 1 || lines.length > LINES ? ", in part; the download has all values" : "";
  return (
    <div className="sr-only">
      <table>
        <caption>
          {title} by {X_AXIS_NAMES[axis].name || "clock time"}
          {left}
        </caption>
        <thead>
          <tr>
            <th scope="col">{X_AXIS_NAMES[axis].name || "time"}</th>
            {columns.map(({ series }) => (
              <th key={series.key} scope="col">
                {lineName(series)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((x) => (
            <tr key={x}>
              <th scope="row">{formatX(axis, x)}</th>
              {columns.map((line) => {
                const found = nearest(line, x, 0);
                return <td key={line.series.key}>{found ? valueWord(found.value, format) : "–"}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
});
