"use client";
import type { RunColumn } from "#domain/runs/run-columns";
import { Checkbox } from "../../../_ui/checkbox.tsx";
import { Status } from "../../../_ui/status.tsx";
import { RowLink, Td } from "../../../_ui/table.tsx";
import { Tag } from "../../../_ui/tag.tsx";
import type { RunListRow } from "../../runs/_view/run-types.ts";
import { epochsDone } from "../../runs/_view/time-left.ts";
import { columnHead, isNumeric } from "../_view/column-text.ts";
import { RunCell } from "./run-cell.tsx";
import { RunMenu, type RunMenuProps } from "./run-menu.tsx";
import { RunWhy } from "./run-why.tsx";

type RunRowProps = {
  run: RunListRow;
  columns: readonly RunColumn[];
  selected: boolean;
  /** @param range from the row that was changed last to this one */
  onToggle: (range: boolean) => void;
  onTag: (tag: string) => void;
  /** Lowest and highest validation accuracy of the table: its sparklines share one scale. */
  domain: readonly [number, number];
  /** The highest validation accuracy of the table. */
  leading: boolean;
  /** Milliseconds since 1970; null before the page has come to life. */
  now: number | null;
  actions: RunMenuProps["actions"];
};

/** On a phone a row becomes an item of several lines; the cells find their places by `data-cell`. */
export function RunRow({ run, columns, selected, onToggle, onTag, actions, ...drawing }: RunRowProps) {
  return (
    <tr aria-selected={selected} data-run={run.id}>
      <Td data-cell="choose">
        <Checkbox
          aria-label={`Choose ${run.name}`}
          checked={selected}
          // A click knows about the shift key, a change does not.
          onClick={({ shiftKey }) => onToggle(shiftKey)}
          onChange={() => {}}
        />
      </Td>
      <Td data-cell="state">
        <Status state={run.state} progress={epochsDone(run) / run.epochs} />
      </Td>
      <Td data-cell="name">
        <RowLink href={`/runs/${run.id}`}>{run.name}</RowLink>
        {columns.every(({ id }) => id !== "tags") &&
          run.tags.map((tag) => (
            <Tag key={tag} onClick={() => onTag(tag)} title={`Only runs with the tag ${tag}`}>
              {tag}
            </Tag>
          ))}
        <RunWhy run={run} />
      </Td>
      {columns.map((column) => (
        <Td key={column.id} numeric={isNumeric(column)} data-cell={column.id} data-label={columnHead(column)}>
          <RunCell run={run} column={column} {...drawing} />
        </Td>
      ))}
      <Td data-cell="menu">
        <RunMenu run={run} actions={actions} />
      </Td>
    </tr>
  );
}
