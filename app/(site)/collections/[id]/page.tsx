import type { Metadata } from "next";
import { getContext } from "../../../_trpc/server.ts";
import { EmptyState } from "../../../_ui/empty-state.tsx";
import { Breadcrumbs } from "../../../_ui/frame/breadcrumbs.tsx";
import { loadCollection } from "../_parts/load-collection.ts";
import { CollectionHead } from "./_parts/collection-head.tsx";
import { UseVersion } from "./_parts/use-version.tsx";
import { VersionTable } from "./_parts/version-table.tsx";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name, author } = await loadCollection((await params).id);
  return { title: name, description: `${name}, versions of an image classifier by ${author}, trained with Cultivar.` };
}

export default async function CollectionPage({ params }: Props) {
  const collection = await loadCollection((await params).id);
  const { env } = await getContext();
  return (
    <>
      <Breadcrumbs items={[{ label: "Leaderboard", href: "/leaderboard" }, { label: collection.name }]} />
      <CollectionHead collection={collection} />
      {collection.versions.length > 0 ? (
        <>
          <VersionTable collection={collection} />
          <UseVersion collection={collection} site={env.BETTER_AUTH_URL} />
        </>
      ) : (
        <EmptyState icon="layers" title="No version yet">
          Add a model from its page, by “Add to a collection”. Its address will stay when the next one comes.
        </EmptyState>
      )}
    </>
  );
}
