import { useQueryClient } from "@tanstack/react-query";
import { TRPCClientError } from "@trpc/client";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTRPC, useTRPCClient } from "../../../../_trpc/client.ts";
import { type AnswerPlace, forgetDraft, loadDraft, saveDraft } from "./answer-draft.ts";

export type SaveState = "empty" | "saved" | "saving" | "waiting";

/** Long enough not to save each letter, short enough to be saved before one looks up. */
const PAUSE_MS = 700;
const RETRY_MS = 4_000;

/**
 * A student's answer. What is typed is kept in this browser at once and sent after a pause; without a connection it is
 * sent again until it arrives, also after the page was closed and opened again.
 */
export function useOwnAnswer({ viewerId, lab, question, kept }: AnswerPlace & { kept: string }) {
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [text, show] = useState(kept);
  const [state, setState] = useState<SaveState>(kept === "" ? "empty" : "saved");
  const [refusal, setRefusal] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  /** What still has to be sent; null when all is. */
  const unsent = useRef<string | null>(null);

  const setText = useCallback(
    (next: string) => {
      unsent.current = next;
      saveDraft({ viewerId, lab, question }, next);
      show(next);
      setState("saving");
      setRefusal(null);
    },
    [viewerId, lab, question],
  );

  // What an earlier visit could not send is there again, and goes on its way.
  useEffect(() => {
    const draft = loadDraft({ viewerId, lab, question });
    if (draft !== null) setText(draft);
  }, [viewerId, lab, question, setText]);

  // Another tab may have written; whoever is typing here is not disturbed.
  useEffect(() => {
    if (unsent.current !== null) return;
    show(kept);
    setState(kept === "" ? "empty" : "saved");
  }, [kept]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of the text, and each attempt, is sent after a pause
  useEffect(() => {
    if (unsent.current === null) return;
    const timer = setTimeout(() => void send(), attempt === 0 ? PAUSE_MS : RETRY_MS);
    return () => clearTimeout(timer);

    async function send() {
      const sent = unsent.current;
      if (sent === null) return;
      try {
        await client.labs.answer.mutate({ lab, question, text: sent });
      } catch (error) {
        if (unsent.current !== sent) return;
        if (error instanceof TRPCClientError && error.data?.httpStatus < 500) {
          setRefusal(`Not saved: ${error.message}`);
          return;
        }
        setState("waiting");
        setAttempt((before) => before + 1);
        return;
      }
      const filter = trpc.labs.work.queryFilter({ lab });
      queries.setQueriesData<{ answers: Record<string, string> }>(filter, (work) =>
        work ? { ...work, answers: { ...work.answers, [question]: sent } } : work,
      );
      // More may have been typed while it was on its way.
      if (unsent.current !== sent) return;
      unsent.current = null;
      forgetDraft({ viewerId, lab, question });
      setState(sent === "" ? "empty" : "saved");
      setAttempt(0);
    }
  }, [text, attempt]);

  useEffect(() => {
    const retry = () => unsent.current !== null && setAttempt((before) => before + 1);
    window.addEventListener("online", retry);
    return () => window.removeEventListener("online", retry);
  }, []);

  return { text, setText, state, refusal };
}
