/**
 * What schema.prisma says that the database looks like, one line per column, index, foreign key and enum. It reads the part
 * of Prisma's schema language that our schema uses and throws at anything else, so nothing goes unchecked in silence.
 */

type Field = { name: string; type: string; optional: boolean; list: boolean; attributes: string };
type Block = { kind: "model" | "enum"; name: string; lines: string[] };

const SCALARS: Record<string, { type: string; literal?: (text: string) => string }> = {
  String: { type: "text", literal: (text) => `'${text.slice(1, -1)}'::text` },
  Int: { type: "integer" },
  BigInt: { type: "bigint" },
  Float: { type: "double precision" },
  Boolean: { type: "boolean" },
  DateTime: { type: "timestamp(3) without time zone" },
  Json: { type: "jsonb", literal: (text) => `'${text.slice(1, -1)}'::jsonb` },
};

export function expectedCatalogue(schema: string): string[] {
  const blocks = readBlocks(schema);
  const enums = new Set(blocks.filter(({ kind }) => kind === "enum").map(({ name }) => name));
  const tables = new Map(
    blocks.filter(({ kind }) => kind === "model").map((block) => [block.name, mappedName(block)] as const),
  );
  const described = blocks.flatMap((block) =>
    block.kind === "enum" ? [`enum ${block.name}: ${block.lines.join(", ")}`] : describeModel(block, enums, tables),
  );
  return [...described, ...inSqlAlone(schema)].sort();
}

/** Lines of the catalogue itself, for what Prisma's language cannot say: comments that begin with "sql:". */
const inSqlAlone = (schema: string): string[] =>
  [...schema.matchAll(/^\s*\/\/ sql: (.+)$/gm)].map(([, line]) => line ?? "");

function readBlocks(schema: string): Block[] {
  const blocks: Block[] = [];
  let block: Block | null = null;
  for (const line of schema.split("\n").map((text) => text.replace(/\/\/.*$/, "").trim())) {
    const head = /^(model|enum) (\w+) \{$/.exec(line);
    if (head) {
      block = { kind: head[1] === "enum" ? "enum" : "model", name: head[2] ?? "", lines: [] };
      blocks.push(block);
    } else if (line === "}") {
      block = null;
    } else if (line !== "") {
      block?.lines.push(line);
    }
  }
  return blocks;
}

const mappedName = ({ name, lines }: Block) =>
  lines.map((line) => /^@@map\("(.+)"\)$/.exec(line)?.[1]).find((mapped) => mapped !== undefined) ?? name;

function readField(line: string): Field {
  const [, name = "", type = "", mark = "", attributes = ""] = /^(\w+)\s+(\w+)(\?|\[\])?\s*(.*)$/.exec(line) ?? [];
  if (!name) throw new Error(`schema.prisma: cannot read the line "${line}".`);
  return { name, type, optional: mark === "?", list: mark === "[]", attributes };
}

function describeModel(block: Block, enums: ReadonlySet<string>, tables: ReadonlyMap<string, string>): string[] {
  const table = mappedName(block);
  const found: string[] = [];
  for (const line of block.lines) {
    if (line.startsWith("@@")) {
      if (!line.startsWith("@@map")) found.push(describeIndex(table, line));
      continue;
    }
    const field = readField(line);
    const target = tables.get(field.type);
    if (target !== undefined) {
      if (!field.list && field.attributes !== "") found.push(describeRelation(table, field, target));
      continue;
    }
    found.push(describeColumn(table, field, enums));
    if (/@id\b/.test(field.attributes)) found.push(`primary key ${table}_pkey on ${table} (${field.name})`);
    if (/@unique\b/.test(field.attributes)) {
      found.push(`unique index ${table}_${field.name}_key on ${table} (${field.name})`);
    }
  }
  return found;
}

function describeColumn(
  table: string,
  { name, type, optional, list, attributes }: Field,
  enums: ReadonlySet<string>,
): string {
  const scalar = SCALARS[type] ?? (enums.has(type) ? enumScalar(type) : undefined);
  if (!scalar) throw new Error(`schema.prisma: ${table}.${name} has the type ${type}, which this test does not know.`);
  const native = /@db\.(\w+)/.exec(attributes)?.[1];
  const sqlType = `${native ? "uuid" : scalar.type}${list ? "[]" : ""}`;
  if (native !== undefined && native !== "Uuid") throw new Error(`schema.prisma: @db.${native} is new to this test.`);
  const fallback = /@default\(((?:dbgenerated\(".+?"\)|.+?))\)(?:\s|$)/.exec(attributes)?.[1];
  const bySql = /^dbgenerated\("(.+)"\)$/.exec(fallback ?? "")?.[1];
  // Prisma's client makes the identifiers; the database does not.
  const hasDefault = fallback !== undefined && !fallback.startsWith("uuid(");
  const value =
    list && fallback === "[]"
      ? `ARRAY[]::${sqlType}`
      : fallback === "now()"
        ? "CURRENT_TIMESTAMP"
        : (bySql ?? scalar.literal?.(fallback ?? "") ?? fallback);
  return [
    `column ${table}.${name} ${sqlType}`,
    optional ? "null" : "not null",
    ...(hasDefault ? [`default ${value}`] : []),
  ].join(" ");
}

const enumScalar = (name: string) => ({ type: `"${name}"`, literal: (text: string) => `'${text}'::"${name}"` });

function describeIndex(table: string, line: string): string {
  const [, kind = "", list = ""] = /^@@(id|index|unique)\(\[(.+)\]\)$/.exec(line) ?? [];
  if (!kind) throw new Error(`schema.prisma: cannot read "${line}".`);
  const columns = list.split(/,\s*/).map((text) => {
    const [, column = "", order] = /^(\w+)(?:\(sort: (Desc)\))?$/.exec(text) ?? [];
    return { column, text: order ? `${column} desc` : column };
  });
  const on = `on ${table} (${columns.map(({ text }) => text).join(", ")})`;
  if (kind === "id") return `primary key ${table}_pkey ${on}`;
  const names = columns.map(({ column }) => column).join("_");
  return kind === "unique" ? `unique index ${table}_${names}_key ${on}` : `index ${table}_${names}_idx ${on}`;
}

function describeRelation(table: string, { attributes }: Field, target: string): string {
  const [, columns = "", references = "", rule = ""] =
    /^@relation\((?:"\w+", )?fields: \[(.+?)\], references: \[(.+?)\], onDelete: (Cascade|SetNull)\)$/.exec(
      attributes,
    ) ?? [];
  if (!columns) throw new Error(`schema.prisma: cannot read "${attributes}" of ${table}.`);
  const onDelete = rule === "Cascade" ? "cascade" : "set null";
  return `foreign key ${table}_${columns.replaceAll(", ", "_")}_fkey (${columns}) to ${target} (${references}), on delete ${onDelete}, on update cascade`;
}
