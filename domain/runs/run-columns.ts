/**
 * Everything about a run that a table can show, sort by and filter by: what it is, the fields of its spec, and what became of
 * its metrics. A column is named by its id, in addresses and in the API.
 */
import { PRESET_IDS } from "../experiments/presets.ts";
import { SPEC_FIELD_IDS, SPEC_FIELDS, type SpecField, type SpecFieldId } from "../experiments/spec-fields.ts";
import { AGGREGATES, type Aggregate, METRIC_IDS, METRICS, type MetricId, type MetricInfo } from "./metrics.ts";
import { RUN_STATES } from "./states.ts";

/** What is compared, and how; `list` is the values of several blocks, "32, 64". `drawn` is only shown. */
export type ColumnType = "text" | "number" | "time" | "choice" | "boolean" | "list" | "tags" | "sweep" | "drawn";

export type RunColumn = {
  id: string;
  label: string;
  group: "Run" | SpecField["group"] | "Metrics";
  type: ColumnType;
  /** Of a choice. */
  options?: readonly string[];
  /** How its numbers are written. */
  quantity?: MetricInfo["quantity"] | "parameters";
  source:
    | { kind: "run"; fact: RunFact }
    | { kind: "spec"; field: SpecFieldId }
    | { kind: "metric"; metric: MetricId; aggregate: Aggregate };
};

type Fact = Pick<RunColumn, "label" | "type" | "options" | "quantity">;

/** A network of one's own, among the presets. */
export const OWN_NETWORK = "own";

export const RUN_FACTS = {
  name: { label: "Name", type: "text" },
  state: { label: "State", type: "choice", options: RUN_STATES },
  specification: { label: "Specification", type: "drawn" },
  curve: { label: "Validation", type: "drawn" },
  validation: { label: "Best validation accuracy", type: "number", quantity: "accuracy" },
  bestEpoch: { label: "Best epoch", type: "number", quantity: "count" },
  test: { label: "Test accuracy", type: "number", quantity: "accuracy" },
  duration: { label: "Duration", type: "number", quantity: "seconds" },
  started: { label: "Started", type: "time" },
  queued: { label: "Queued", type: "time" },
  finished: { label: "Ended", type: "time" },
  preset: { label: "Network", type: "choice", options: [...PRESET_IDS, OWN_NETWORK] },
  parameters: { label: "Parameters", type: "number", quantity: "parameters" },
  trainer: { label: "Trainer", type: "text" },
  tags: { label: "Tags", type: "tags" },
  note: { label: "Note", type: "text" },
  sweep: { label: "Sweep", type: "sweep" },
} as const satisfies Record<string, Fact>;
export type RunFact = keyof typeof RUN_FACTS;

const AGGREGATE_WORDS: Record<Aggregate, string> = {
  first: "first",
  last: "last",
  min: "least",
  max: "greatest",
  best: "best",
};

export const metricColumnId = (metric: MetricId, aggregate: Aggregate): string => `${metric}.${aggregate}`;

function metricColumn(metric: MetricId, aggregate: Aggregate): RunColumn {
  const { title, quantity } = METRICS[metric];
  return {
    id: metricColumnId(metric, aggregate),
    label: `${title}, ${AGGREGATE_WORDS[aggregate]}`,
    group: "Metrics",
    type: "number",
    quantity,
    source: { kind: "metric", metric, aggregate },
  };
}

function specColumn(id: SpecFieldId): RunColumn {
  const field: SpecField = SPEC_FIELDS[id];
  const { label, group, type } = field;
  const options = field.type === "choice" ? { options: field.options } : {};
  return { id, label, group, type, ...options, source: { kind: "spec", field: id } };
}

const factColumn = ([id, fact]: [string, Fact]): RunColumn => ({
  id,
  ...fact,
  group: "Run",
  source: { kind: "run", fact: id as RunFact },
});

/** All of them, in the order in which they are offered. */
export const RUN_COLUMNS: readonly RunColumn[] = [
  ...Object.entries(RUN_FACTS).map(factColumn),
  ...SPEC_FIELD_IDS.map(specColumn),
  ...METRIC_IDS.flatMap((metric) => AGGREGATES.map((aggregate) => metricColumn(metric, aggregate))),
];

const BY_ID = new Map(RUN_COLUMNS.map((column) => [column.id, column]));

export const findRunColumn = (id: string): RunColumn | undefined => BY_ID.get(id);

/** Whether rows can be put in its order; lists of tags, pictures and the like have none. */
export const isSortable = ({ type }: RunColumn): boolean => type !== "drawn" && type !== "tags" && type !== "sweep";
export const isFilterable = ({ type, id }: RunColumn): boolean => type !== "drawn" && id !== "state";
