"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../../../_trpc/client.ts";
import { Button } from "../../../_ui/button.tsx";
import { saveText } from "../../../_ui/save-text.ts";
import { showToast } from "../../../_ui/toast.tsx";
import { type BoardView, csvInput } from "../_view/board-view.ts";

/** Saves all rows of the view, not only those of its page. */
export function BoardCsv({ view }: { view: BoardView }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: () => queries.fetchQuery(trpc.models.leaderboardCsv.queryOptions(csvInput(view))),
    onSuccess: (text) => saveText(text, `leaderboard-${view.dataset}`, "csv"),
    onError: (error) => showToast(`The CSV file did not arrive: ${error.message}`, { tone: "bad" }),
  });
  return (
    <Button icon="download" loading={save.isPending} onClick={() => save.mutate()}>
      CSV
    </Button>
  );
}
