"use client";
import { useRef, useState } from "react";
import { DERIVED_ALIASES, isDerived } from "#domain/collections/version-names";
import type { Visibility } from "#domain/models/visibility";
import { IconButton } from "../../../../_ui/button.tsx";
import { Menu } from "../../../../_ui/menu.tsx";
import type { MenuEntry } from "../../../../_ui/menu-props.ts";
import { formatBytes, formatCount, formatInterval, formatPercent } from "../../../../_ui/numbers.ts";
import { RelativeTime } from "../../../../_ui/relative-time.tsx";
import { RowLink, Table, Td, Th } from "../../../../_ui/table.tsx";
import { Tag } from "../../../../_ui/tag.tsx";
import { useRowKeys } from "../../../../_ui/use-row-keys.ts";
import type { CollectionDetail, Version } from "../_view/collection-detail.ts";
import { AliasDialog } from "./alias-dialog.tsx";
import { useCollectionActs } from "./use-collection-acts.ts";

const SEEN = { private: "private", link: "by link", public: "public" } satisfies Record<Visibility, string>;

/** The versions that a reader sees, the newest first; its owner names them and takes them out. */
export function VersionTable({ collection }: { collection: CollectionDetail }) {
  const { name, mine, versions } = collection;
  const acts = useCollectionActs(collection);
  const body = useRef<HTMLTableSectionElement>(null);
  useRowKeys(body);
  return (
    <>
      <Table caption={`Versions of ${name}`} className="max-tablet:[&_tr]:align-top">
        <thead>
          <tr>
            <Th className="w-9" title="Version">
              #
            </Th>
            <Th>Model</Th>
            <Th numeric>Test accuracy, %</Th>
            <Th numeric className="max-tablet:hidden">
              Size
            </Th>
            {mine && <Th className="max-tablet:hidden">Visibility</Th>}
            <Th numeric className="max-tablet:hidden">
              Added
            </Th>
            {mine && (
              <Th>
                <span className="sr-only">Actions</span>
              </Th>
            )}
          </tr>
        </thead>
        <tbody ref={body}>
          {versions.map((version) => (
            <tr key={version.number}>
              <Td className="faint">{version.number}</Td>
              <th scope="row" className="whitespace-normal! wrap-anywhere">
                <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
                  <RowLink href={`/models/${version.modelId}`}>{version.name}</RowLink>
                  {version.aliases.map((alias) => (
                    <Tag key={alias}>{alias}</Tag>
                  ))}
                </span>
                <span className="caption block tablet:hidden">
                  {formatBytes(version.bytes)}, added <RelativeTime at={version.addedAt} />
                  {mine && `, ${SEEN[version.visibility]}`}
                </span>
              </th>
              <Td numeric title={`Measured on ${formatCount(version.testCount)} test pictures`}>
                <b>{formatPercent(version.testAccuracy, 2, "")}</b>{" "}
                <span className="unit max-tablet:block">{formatInterval(version.interval)}</span>
              </Td>
              <Td numeric className="max-tablet:hidden">
                {formatBytes(version.bytes)}
              </Td>
              {mine && <Td className="quiet max-tablet:hidden">{SEEN[version.visibility]}</Td>}
              <Td numeric className="faint max-tablet:hidden">
                <RelativeTime at={version.addedAt} />
              </Td>
              {mine && (
                <Td className="w-10">
                  <VersionMenu version={version} versions={versions} acts={acts} />
                </Td>
              )}
            </tr>
          ))}
        </tbody>
      </Table>
      <p className="caption mt-2 max-w-[90ch] text-pretty">
        {Object.entries(DERIVED_ALIASES)
          .map(([alias, meaning]) => `“${alias}” is ${meaning}`)
          .join("; ")}
        .{mine && " Others see public versions alone, and find these two among them."}
      </p>
    </>
  );
}

type VersionMenuProps = {
  version: Version;
  versions: readonly Version[];
  acts: ReturnType<typeof useCollectionActs>;
};

function VersionMenu({ version, versions, acts }: VersionMenuProps) {
  const [naming, setNaming] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const { number, aliases } = version;
  const elsewhere = versions
    .filter((other) => other.number !== number)
    .flatMap((other) => other.aliases.filter((alias) => !isDerived(alias)));
  const entries: MenuEntry[] = [
    { label: "Give it an alias", icon: "tag", onSelect: () => setNaming(true) },
    ...elsewhere.map((alias) => ({
      label: `Move “${alias}” here`,
      icon: "right" as const,
      onSelect: () => void acts.moveAlias(alias, number),
    })),
    ...aliases
      .filter((alias) => !isDerived(alias))
      .map((alias) => ({
        label: `Remove “${alias}”`,
        icon: "x" as const,
        onSelect: () => acts.removeAlias(alias, number),
      })),
    "line",
    { label: "Take it out", icon: "trash", danger: true, onSelect: () => acts.removeVersion(version) },
  ];
  return (
    <>
      <Menu
        trigger={<IconButton ref={button} icon="dots" label={`Actions for version ${number}`} className="-my-1.5" />}
        entries={entries}
      />
      {naming && (
        <AliasDialog
          number={number}
          returnFocusTo={button}
          onClose={() => setNaming(false)}
          onSet={(alias) => acts.setAlias(alias, number)}
        />
      )}
    </>
  );
}
