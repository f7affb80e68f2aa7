"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTRPC } from "../../_trpc/client.ts";
import type { Found } from "../../_ui/frame/commands.ts";
import { foundCommands } from "../_view/found-commands.ts";
import { refusalText } from "../runs/_view/refusal-text.ts";

/** Asked once the fingers rest for so long. */
const REST_MS = 150;

/** Looks for runs, models and sweeps while one types; null asks nothing. */
export function useSearch(query: string | null): Found {
  const trpc = useTRPC();
  const [asked, setAsked] = useState(query);
  useEffect(() => {
    // The first look at the palette has nothing to wait for.
    if (!query) return setAsked(query);
    const timer = setTimeout(() => setAsked(query), REST_MS);
    return () => clearTimeout(timer);
  }, [query]);
  const search = useQuery(
    trpc.search.everything.queryOptions(
      { query: asked?.trim() ?? "" },
      { enabled: asked !== null, placeholderData: keepPreviousData, retry: 1 },
    ),
  );
  return {
    commands: search.data && !search.isError ? foundCommands(search.data, asked?.trim() === "") : [],
    busy: search.isFetching || query !== asked,
    problem: search.isError ? `The search did not come back. ${refusalText(search.error)}` : null,
    onRetry: () => void search.refetch(),
  };
}
