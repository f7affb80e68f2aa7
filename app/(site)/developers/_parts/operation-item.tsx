import type { ReactNode } from "react";
import { z } from "zod";
import type { Operation } from "#domain/api/operations";
import { Tag } from "../../../_ui/tag.tsx";

type Property = { description?: string; enum?: string[]; default?: unknown; minimum?: number; maximum?: number };

/** One operation of the API: what it is asked with, what it does, and what the token must hold. */
export function OperationItem({ operation }: { operation: Operation }) {
  const { method, path, summary, description, scope, query, body } = operation;
  return (
    <li className="grid gap-1 border-line border-b py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <code className="code break-all font-medium">
          {method} {path}
        </code>
        {scope && <Tag>{scope}</Tag>}
      </div>
      <p className="max-w-[72ch] text-ink-2">{withCode(`${summary}. ${description ?? ""}`)}</p>
      {query && <Fields title="In the query" properties={propertiesOf(query)} />}
      {body && <Fields title="In the body" properties={propertiesOf(body)} />}
    </li>
  );
}

function propertiesOf(schema: z.ZodType): [string, Property][] {
  const { properties = {} } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return Object.entries(properties) as [string, Property][];
}

function Fields({ title, properties }: { title: string; properties: [string, Property][] }) {
  return (
    <dl aria-label={title} className="mt-1 grid gap-x-4 gap-y-1 text-ink-3 tablet:grid-cols-[12ch_1fr]">
      {properties.map(([name, property]) => (
        <div key={name} className="contents">
          <dt className="code text-ink-2">{name}</dt>
          <dd className="max-tablet:mb-1">{withCode(valuesOf(property))}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What a field may be, in words. */
function valuesOf({ description, enum: options, minimum, maximum, default: preset }: Property): string {
  const parts = [
    description,
    options ? `One of ${options.join(", ")}.` : undefined,
    minimum !== undefined && maximum !== undefined && maximum <= MAX_SHOWN
      ? `From ${minimum} to ${maximum}.`
      : undefined,
    preset !== undefined && preset !== "" ? `By default ${String(preset)}.` : undefined,
  ];
  return parts.filter(Boolean).join(" ");
}

/** A bound above it is no limit that anybody meets. */
const MAX_SHOWN = 1_000_000;

/** What stands between backticks as code. */
function withCode(text: string): ReactNode {
  return text.split("`").map((part, i) =>
    i % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change places
      <code key={i} className="code">
        {part}
      </code>
    ) : (
      part
    ),
  );
}
