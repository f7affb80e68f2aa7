"use client";
import { useId, useState } from "react";
import { DERIVED_ALIASES, isDerived, versionNamed, versionPath } from "#domain/collections/version-names";
import { embedCode, versionEmbedPath } from "#domain/models/embed-code";
import { Button } from "../../../../_ui/button.tsx";
import { CodeBlock } from "../../../../_ui/code-block.tsx";
import { Plate } from "../../../../_ui/plate.tsx";
import { Select } from "../../../../_ui/select.tsx";
import { copyText } from "../../../_parts/copy-text.ts";
import type { CollectionDetail } from "../_view/collection-detail.ts";
import { forReaders } from "../_view/for-readers.ts";

type UseVersionProps = {
  collection: CollectionDetail;
  /** This site's public address. */
  site: string;
};

/** The addresses of a version by a name of the reader's choice: its page, and its frame for a page of their own. */
export function UseVersion({ collection: { id, name, versions }, site }: UseVersionProps) {
  const select = useId();
  const own = versions.flatMap(({ aliases }) => aliases.filter((alias) => !isDerived(alias)));
  const numbers = versions.map(({ number }) => String(number));
  const names = [...Object.keys(DERIVED_ALIASES), ...own.toSorted(), ...numbers];
  const [wanted, setWanted] = useState("latest");
  // What was chosen may be gone by now.
  const chosen = names.includes(wanted) ? wanted : "latest";
  const version = versionNamed(versions, chosen);
  const shown = forReaders(versions, chosen);
  const address = new URL(versionPath(id, chosen), site).href;
  const code = embedCode(new URL(versionEmbedPath(id, chosen), site).href, name);
  return (
    <Plate title="Addresses that stay" caption="they follow when the next version comes, or an alias moves">
      <div className="mb-3 flex flex-wrap items-center gap-3">
        <label htmlFor={select} className="font-medium">
          Version
        </label>
        <Select id={select} value={chosen} onChange={({ target }) => setWanted(target.value)}>
          {names.map((option) => (
            <option key={option} value={option}>
              {option}
            </option>
          ))}
        </Select>
        {version && <span className="caption">{leads(version.number, shown?.number ?? null)}</span>}
      </div>
      <Code title="The model's page" text={address} done="The address is copied" />
      <Code title="The model at work, in a page of your own" text={code} done="The code is copied" />
    </Plate>
  );
}

/** To which version a name leads its owner, and others. */
function leads(own: number, others: number | null): string {
  if (own === others) return `now version ${own}`;
  const found = others === null ? "others find nothing here" : `others get version ${others}`;
  return `now version ${own}, which is not public; ${found}`;
}

function Code({ title, text, done }: { title: string; text: string; done: string }) {
  return (
    <div className="mt-3">
      <div className="mb-1.5 flex items-center justify-between gap-3">
        <h3 className="font-medium text-sm">{title}</h3>
        <Button size="sm" icon="copy" onClick={() => copyText(text, done)} aria-label={`Copy: ${title}`}>
          Copy
        </Button>
      </div>
      <CodeBlock>{text}</CodeBlock>
    </div>
  );
}
