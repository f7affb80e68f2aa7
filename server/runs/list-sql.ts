/**
 * The SQL of the runs table. Ids of columns and comparisons are looked up, never written into a statement; what people type
 * is always a parameter. The run is `r`, and what became of a metric is joined under a name of its own.
 */
import { SPEC_FIELDS, type SpecField, type SpecFieldId } from "#domain/experiments/spec-fields";
import { aggregateColumn, type MetricId } from "#domain/runs/metrics";
import { findRunColumn, OWN_NETWORK, type RunColumn, type RunFact } from "#domain/runs/run-columns";
import { type Comparison, filterValue, type RunFilter } from "#domain/runs/run-filter";
import { Prisma } from "#prisma/generated/client";
import { literalPattern } from "../literal-pattern.ts";
import type { RunSelection } from "./list-input.ts";

const { sql, raw, join, empty } = Prisma;

const FACTS: Partial<Record<RunFact, Prisma.Sql>> = {
  name: sql`r."name"`,
  state: sql`r."state"::text`,
  validation: sql`r."bestValidationAccuracy"`,
  bestEpoch: sql`r."bestEpoch"`,
  test: sql`r."testAccuracy"`,
  duration: sql`r."trainingSeconds"`,
  started: sql`r."startedAt"`,
  queued: sql`r."queuedAt"`,
  finished: sql`r."finishedAt"`,
  preset: sql`COALESCE(r."preset", ${OWN_NETWORK})`,
  parameters: sql`r."parameters"`,
  trainer: sql`(SELECT t."name" FROM "trainer" t WHERE t."id" = r."trainerId")`,
  tags: sql`r."tags"`,
  note: sql`NULLIF(r."note", '')`,
  sweep: sql`r."sweepId"`,
};

/** Fields of the spec that the database keeps as columns, since runs are filtered by them most. */
const SPEC_COLUMNS: Partial<Record<SpecFieldId, Prisma.Sql>> = {
  learningRate: sql`r."learningRate"`,
  batchSize: sql`r."batchSize"`,
};

/** What stands in a column, as a value of its type; NaN is no value here, since it would be the greatest of all. */
export function columnSql({ id, source }: RunColumn): Prisma.Sql {
  switch (source.kind) {
    case "run": {
      const fact = FACTS[source.fact];
      if (!fact) throw new Error(`The column ${id} is only drawn.`);
      return fact;
    }
    case "spec":
      return SPEC_COLUMNS[source.field] ?? specSql(SPEC_FIELDS[source.field]);
    case "metric": {
      const { metric, aggregate } = source;
      const kept = keptOnRun(source);
      if (kept) return kept;
      return sql`NULLIF(${alias(metric)}.${raw(`"${aggregateColumn(metric, aggregate)}"`)}, 'NaN')`;
    }
  }
}

type MetricSource = Extract<RunColumn["source"], { kind: "metric" }>;

/** Some results stand on the run itself, also for runs from before there were sums of metrics. */
function keptOnRun({ metric, aggregate }: MetricSource): Prisma.Sql | null {
  if (metric === "testAccuracy") return sql`r."testAccuracy"`;
  if (metric === "testLoss") return sql`r."testLoss"`;
  const isBest = metric === "validationAccuracy" && aggregateColumn(metric, aggregate) === "max";
  return isBest ? sql`r."bestValidationAccuracy"` : null;
}

const alias = (metric: MetricId) => raw(`"metric_${metric}"`);

/** The joins that these columns need: planned as a whole, many times faster than a look-up per row. */
export function joinsSql(columns: readonly RunColumn[]): Prisma.Sql {
  const metrics = columns.flatMap(({ source }) =>
    source.kind === "metric" && !keptOnRun(source) ? source.metric : [],
  );
  const joins = [...new Set(metrics)].map(
    (metric) =>
      sql` LEFT JOIN "run_metric" ${alias(metric)}
             ON ${alias(metric)}."runId" = r."id" AND ${alias(metric)}."metric" = ${metric}`,
  );
  return joins.length === 0 ? empty : join(joins, "");
}

/** The runs, with all that conditions and order of a selection name. */
export function fromSql({
  filters,
  sort,
}: Pick<RunSelection, "filters"> & Partial<Pick<RunSelection, "sort">>): Prisma.Sql {
  const named = [...filters.map(({ column }) => column), ...(sort ? [sort.by] : [])];
  return sql`"run" r${joinsSql(named.flatMap((id) => findRunColumn(id) ?? []))}`;
}

function specSql(field: SpecField): Prisma.Sql {
  const star = field.path.indexOf("*");
  if (star >= 0) {
    // Keys of our own catalogue: letters alone.
    const path = `$.${field.path.slice(0, star).join(".")}[*].${field.path.slice(star + 1).join(".")}`;
    return sql`NULLIF(translate(jsonb_path_query_array(r."spec", ${path}::jsonpath)::text, '[]"', ''), '')`;
  }
  const text = sql`r."spec" #>> ${[...field.path]}::text[]`;
  const value =
    field.type === "number"
      ? sql`(${text})::float8`
      : field.type === "boolean"
        ? sql`(${text})::boolean`
        : sql`(${text})`;
  return field.missing === undefined ? value : sql`COALESCE(${value}, ${field.missing})`;
}

const pattern = (text: string) => `%${literalPattern(text)}%`;

const OPERATORS: Partial<Record<Comparison, Prisma.Sql>> = {
  eq: sql`=`,
  ne: sql`IS DISTINCT FROM`,
  lt: sql`<`,
  le: sql`<=`,
  gt: sql`>`,
  ge: sql`>=`,
};

function filterSql({ column: id, is, value: text }: RunFilter): Prisma.Sql {
  const column = findRunColumn(id);
  const value = column && filterValue(column, text);
  if (!column || value === null || value === undefined) throw new Error(`The filter by ${id} was not checked.`);
  const held = columnSql(column);
  if (column.type === "tags") {
    const has = sql`${held} @> ARRAY[${value}]::text[]`;
    return is === "has" ? has : sql`NOT ${has}`;
  }
  if (is === "has") return sql`${held} ILIKE ${pattern(String(value))}`;
  const operator = OPERATORS[is];
  if (!operator) throw new Error(`There is no operator for ${is}.`);
  switch (column.type) {
    case "number":
      return sql`${held} ${operator} ${value}::float8`;
    case "time":
      return sql`${held} ${operator} ${value}::timestamp`;
    case "sweep":
      return sql`${held} ${operator} ${value}::uuid`;
    default:
      return sql`${held} ${operator} ${value}`;
  }
}

/** Which runs are meant, whatever their state. */
export function matchingSql(
  { search, filters }: Pick<RunSelection, "search" | "filters">,
  ownerId: string,
): Prisma.Sql {
  const conditions = [sql`r."ownerId" = ${ownerId}`, sql`r."deletedAt" IS NULL`, ...filters.map(filterSql)];
  if (search) conditions.push(searchSql(search));
  return join(conditions, " AND ");
}

/** Length from which the index over groups of three characters narrows a search down. */
const INDEXED_LENGTH = 3;

function searchSql(search: string): Prisma.Sql {
  const like = pattern(search);
  if (search.length >= INDEXED_LENGTH) {
    return sql`run_search_text(r."name", r."preset", r."note", r."tags") LIKE lower(${like})`;
  }
  // The same text without the function, which costs more than looking at its parts.
  return sql`(r."name" ILIKE ${like} OR r."preset" ILIKE ${like} OR r."note" ILIKE ${like}
              OR array_to_string(r."tags", chr(31)) ILIKE ${like})`;
}

export const stateSql = (states: RunSelection["state"]): Prisma.Sql =>
  states.length === 0 ? empty : sql` AND r."state"::text IN (${join(states)})`;

/** A total order, so that no run is on two pages; what has no value comes last, both ways. */
export function orderSql({ by, order }: RunSelection["sort"]): Prisma.Sql {
  const direction = order === "asc" ? sql`ASC` : sql`DESC`;
  // The latest to start are those that have yet to.
  if (by === "started") {
    const nulls = order === "asc" ? sql`LAST` : sql`FIRST`;
    return sql`r."startedAt" ${direction} NULLS ${nulls}, r."queuedAt" ${direction}, r."id" ${direction}`;
  }
  const column = findRunColumn(by);
  if (!column) throw new Error(`There is no column ${by}.`);
  return sql`${columnSql(column)} ${direction} NULLS LAST, r."id" DESC`;
}
