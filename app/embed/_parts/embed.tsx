"use client";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useState } from "react";
import { formatCount, formatInterval, formatPercent } from "../../_ui/numbers.ts";
import { OneModel } from "../../(site)/classify/_parts/one-model.tsx";
import { StaysHere } from "../../(site)/classify/_parts/stays-here.tsx";
import { useGoldenPictures } from "../../(site)/classify/_parts/use-golden-pictures.ts";
import type { TriedModel } from "../../(site)/classify/_parts/use-one-model.ts";
import { MadeWith } from "./made-with.tsx";

type EmbedProps = {
  model: TriedModel;
  facts: { author: string; testAccuracy: number; testCount: number; interval: number; dataset: string };
  /** The page of the model. */
  pageHref: string;
  /** Of its data set's published pictures; null before there are any. */
  indexSha256: string | null;
  classes: readonly string[];
};

/** All that stands in the frame. It asks for nothing but the model's files and test pictures: no API, no session. */
export function Embed(props: EmbedProps) {
  const [queries] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={queries}>
      <Framed {...props} />
    </QueryClientProvider>
  );
}

function Framed({ model, facts, pageHref, indexSha256, classes }: EmbedProps) {
  const { author, testAccuracy, testCount, interval, dataset } = facts;
  const offered = useGoldenPictures(model.manifestSha256, indexSha256, classes);
  return (
    <main className="mx-auto grid max-w-[560px] gap-3 p-3">
      <header>
        <h1 className="text-lg leading-6 tracking-snug wrap-anywhere">
          <a className="hover:underline" href={pageHref} target="_blank" rel="noopener">
            {model.name}
          </a>
        </h1>
        <p className="caption">
          by {author}; {formatPercent(testAccuracy, 2, "")} {formatInterval(interval)} % right on{" "}
          {formatCount(testCount)} test pictures of {dataset}
        </p>
      </header>
      <OneModel model={model} offered={offered} />
      <footer className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5 border-line border-t pt-2.5">
        <StaysHere />
        <MadeWith href={pageHref} />
      </footer>
    </main>
  );
}
