"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { SCOPE_WORDS } from "#domain/tokens/scopes";
import { useTRPC } from "../../../../_trpc/client.ts";
import { Button } from "../../../../_ui/button.tsx";
import { ConfirmDialog } from "../../../../_ui/dialog.tsx";
import { ErrorState } from "../../../../_ui/error-state.tsx";
import { Icon } from "../../../../_ui/icon.tsx";
import { RelativeTime } from "../../../../_ui/relative-time.tsx";
import { SkeletonRows } from "../../../../_ui/skeleton.tsx";
import { Tag } from "../../../../_ui/tag.tsx";
import { showToast } from "../../../../_ui/toast.tsx";
import { toastRefusal } from "../../../_parts/toast-refusal.ts";
import { NewTokenDialog } from "./new-token-dialog.tsx";

type Asked = { kind: "new" } | { kind: "revoke"; id: string; name: string };

/** Tokens for programs: each with what it may do and until when, made and revoked here. */
export function ApiTokens() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [asked, setAsked] = useState<Asked | null>(null);
  const tokens = useQuery(trpc.tokens.list.queryOptions());
  const revoke = useMutation(
    trpc.tokens.revoke.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.tokens.list.pathFilter());
        showToast("Revoked: the token opens nothing any more");
      },
      onError: toastRefusal,
    }),
  );
  if (tokens.isPending) return <SkeletonRows rows={2} height={53} />;
  if (tokens.isError) {
    return (
      <ErrorState
        title="The tokens could not be loaded."
        onRetry={() => tokens.refetch()}
        retrying={tokens.isRefetching}
      />
    );
  }
  return (
    <div className="grid gap-4">
      {tokens.data.length === 0 ? (
        <p className="sub">None. A token lets a script or the command line launch runs and read them in your name.</p>
      ) : (
        <ul aria-label="API tokens" className="border-line border-t text-sm">
          {tokens.data.map(({ id, name, prefix, scopes, expiresAt, expired, lastUsedOn }) => (
            <li key={id} className="flex min-h-[53px] flex-wrap items-center gap-x-4 gap-y-1 border-line border-b py-2">
              <Icon name="key" className="text-ink-3" />
              <span className="grid min-w-0 flex-1 leading-[18px]">
                <span className="flex flex-wrap items-center gap-2 font-medium">
                  {name}
                  {scopes.map((scope) => (
                    <Tag key={scope}>{SCOPE_WORDS[scope].title.toLowerCase()}</Tag>
                  ))}
                  {expired && <Tag>expired</Tag>}
                </span>
                <span className="caption">
                  <span className="code">{prefix}…</span>, {expired ? "expired" : "expires"}{" "}
                  <RelativeTime at={expiresAt} />, {lastUsedOn ? `last used on ${dayText(lastUsedOn)}` : "never used"}
                </span>
              </span>
              <Button size="sm" aria-label={`Revoke ${name}`} onClick={() => setAsked({ kind: "revoke", id, name })}>
                Revoke
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div>
        <Button icon="plus" onClick={() => setAsked({ kind: "new" })}>
          Make a token
        </Button>
      </div>
      {asked?.kind === "new" && <NewTokenDialog onClose={() => setAsked(null)} />}
      {asked?.kind === "revoke" && (
        <ConfirmDialog
          open
          onOpenChange={(open) => !open && setAsked(null)}
          title={`Revoke ${asked.name}?`}
          description="Programs that use it are refused from then on. This cannot be undone."
          confirm="Revoke the token"
          danger
          onConfirm={() => revoke.mutateAsync({ id: asked.id }).catch(() => undefined)}
        />
      )}
    </div>
  );
}

/** Only the day is kept, in UTC. */
const dayText = (day: Date): string =>
  day.toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
