"use client";
import { useQuery } from "@tanstack/react-query";
import { embedCode, embedPath } from "#domain/models/embed-code";
import { useTRPC } from "../../../../_trpc/client.ts";
import { Button } from "../../../../_ui/button.tsx";
import { CodeBlock } from "../../../../_ui/code-block.tsx";
import { Plate } from "../../../../_ui/plate.tsx";
import { copyText } from "../../../_parts/copy-text.ts";
import type { ModelDetail } from "./model-detail.ts";

type EmbedCodeProps = {
  model: Pick<ModelDetail, "id" | "name" | "mine" | "visibility">;
  /** This site's public address. */
  site: string;
  /** Of the link by which the page is looked at. */
  token: string | null;
};

/** The model at work within a page of one's own: an element to copy into it. */
export function EmbedCode({ model, site, token }: EmbedCodeProps) {
  const path = useEmbedPath(model, token);
  const address = path && new URL(path, site).href;
  const code = address && embedCode(address, model.name);
  return (
    <Plate
      title="On a page of your own"
      caption="at work, in a frame"
      tools={
        code && (
          <Button size="sm" icon="copy" onClick={() => copyText(code, "The code is copied")}>
            Copy code
          </Button>
        )
      }
    >
      {code && address ? (
        <>
          <CodeBlock>{code}</CodeBlock>
          <p className="caption mt-2 text-pretty">
            Readers of that page choose, drop or paste a picture, or take one of the test set. It stays in their
            browser.{" "}
            <a className="text-link" href={address} target="_blank" rel="noopener">
              Look at the frame
            </a>
          </p>
        </>
      ) : (
        <p className="caption text-pretty">
          Make the model public, or show it by link and make a link: then its frame can stand on any page.
        </p>
      )}
    </Plate>
  );
}

/** The address of the model's frame, with a link's token where it needs one; null while nobody but its owner sees it. */
function useEmbedPath({ id, mine, visibility }: EmbedCodeProps["model"], token: string | null): string | null {
  const trpc = useTRPC();
  const byOwnLink = token === null && mine && visibility === "link";
  const links = useQuery({
    ...trpc.shares.list.queryOptions({ target: { kind: "model", modelId: id } }),
    enabled: byOwnLink,
  });
  if (visibility === "public") return embedPath(id, null);
  const latest = byOwnLink ? links.data?.[0]?.path.replace("/s/", "") : token;
  return latest ? embedPath(id, latest) : null;
}
