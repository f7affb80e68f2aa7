"use client";
import { useState } from "react";
import { Button, IconButton } from "../../../../_ui/button.tsx";
import { Menu } from "../../../../_ui/menu.tsx";
import { PageHead } from "../../../../_ui/page-head.tsx";
import { RelativeTime } from "../../../../_ui/relative-time.tsx";
import { copyLink } from "../../../_parts/copy-link.ts";
import { RenameForm } from "../../../_parts/rename-form.tsx";
import type { CollectionDetail } from "../_view/collection-detail.ts";
import { useCollectionActs } from "./use-collection-acts.ts";

const schema = () => import("#domain/collections/collection-name").then((part) => part.collectionName);

/** Name and author of a collection, and what its owner can do to the whole. */
export function CollectionHead({ collection }: { collection: CollectionDetail }) {
  const { name, author, mine, versions } = collection;
  const [renaming, setRenaming] = useState(false);
  const acts = useCollectionActs(collection);
  const [latest] = versions;
  return (
    <PageHead
      title={
        renaming ? (
          <RenameForm
            label="Name of the collection"
            name={name}
            schema={schema}
            save={acts.rename}
            onDone={() => setRenaming(false)}
          />
        ) : (
          <>
            {name}
            {mine && <IconButton icon="pencil" label="Rename" className="ml-1.5" onClick={() => setRenaming(true)} />}
          </>
        )
      }
      facts={
        <>
          <span>{versions.length === 1 ? "1 version" : `${versions.length} versions`}</span>
          <span>by {mine ? "you" : author}</span>
          {latest && (
            <span>
              latest added <RelativeTime at={latest.addedAt} />
            </span>
          )}
        </>
      }
      actions={
        <>
          {mine && (
            <Menu
              trigger={<IconButton icon="dots" label="More actions" />}
              entries={[
                {
                  label: "Delete the collection",
                  icon: "trash",
                  danger: true,
                  disabled: acts.erasing,
                  onSelect: () => acts.erase(latest ? `/models/${latest.modelId}` : "/leaderboard"),
                },
              ]}
            />
          )}
          {latest && (
            <Button icon="link" onClick={() => copyLink("The address of this collection is copied")}>
              Copy link
            </Button>
          )}
        </>
      }
    />
  );
}
