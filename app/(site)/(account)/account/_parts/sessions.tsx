"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { authClient } from "../../../../_session/auth-client.ts";
import { Button } from "../../../../_ui/button.tsx";
import { ErrorState } from "../../../../_ui/error-state.tsx";
import { Icon } from "../../../../_ui/icon.tsx";
import { RelativeTime } from "../../../../_ui/relative-time.tsx";
import { SkeletonRows } from "../../../../_ui/skeleton.tsx";
import { Tag } from "../../../../_ui/tag.tsx";
import { showToast } from "../../../../_ui/toast.tsx";
import { type AuthError, authProblem } from "../../_parts/auth-problem.ts";
import { deviceName } from "./device-name.ts";
import { shortAddress } from "./short-address.ts";

export const SESSIONS_KEY = ["sessions"] as const;

/** The answer of the authentication client, or its refusal as an exception with words to show. */
async function accepted<Data>(answer: Promise<{ data: Data; error: AuthError | null }>) {
  const { data, error } = await answer;
  if (error) throw new Error(authProblem(error).message);
  return data;
}

async function listSessions() {
  const [sessions, current] = await Promise.all([
    accepted(authClient.listSessions()),
    accepted(authClient.getSession()),
  ]);
  return (sessions ?? [])
    .map((session) => ({ ...session, here: session.token === current?.session.token }))
    .sort((a, b) => Number(b.here) - Number(a.here) || b.updatedAt.getTime() - a.updatedAt.getTime());
}

function address(kept: string | null | undefined): string {
  const short = shortAddress(kept);
  return short ? `, from ${short}` : "";
}

/** The devices that are signed in, this one first; each other one can be signed out. */
export function Sessions() {
  const queries = useQueryClient();
  const sessions = useQuery({ queryKey: SESSIONS_KEY, queryFn: listSessions });
  const revoke = useMutation({
    mutationFn: (token: string | "others") =>
      accepted<unknown>(token === "others" ? authClient.revokeOtherSessions() : authClient.revokeSession({ token })),
    onSuccess: () => {
      showToast("Signed out there");
      return queries.invalidateQueries({ queryKey: SESSIONS_KEY });
    },
    onError: ({ message }) => showToast(message, { tone: "bad" }),
  });

  if (sessions.isPending) return <SkeletonRows rows={2} height={53} />;
  if (sessions.isError) {
    return (
      <ErrorState
        title="The list of devices did not arrive."
        onRetry={() => sessions.refetch()}
        retrying={sessions.isFetching}
      >
        {sessions.error.message}
      </ErrorState>
    );
  }
  const others = sessions.data.filter(({ here }) => !here);
  return (
    <div className="grid gap-4">
      <ul className="border-t border-line text-sm">
        {sessions.data.map((session) => (
          <li
            key={session.id}
            className="flex min-h-[53px] flex-wrap items-center gap-x-4 gap-y-1 border-b border-line py-2"
          >
            <Icon name="monitor" className="text-ink-3" />
            <span className="grid flex-1 leading-[18px]">
              <span className="flex flex-wrap items-center gap-2 font-medium">
                {deviceName(session.userAgent)}
                {session.here && <Tag>this device</Tag>}
              </span>
              <span className="caption">
                signed in <RelativeTime at={session.createdAt} />
                {address(session.ipAddress)}
              </span>
            </span>
            {!session.here && (
              <Button
                size="sm"
                aria-label={`Sign out ${deviceName(session.userAgent)}`}
                disabled={revoke.isPending}
                onClick={() => revoke.mutate(session.token)}
              >
                Sign out
              </Button>
            )}
          </li>
        ))}
      </ul>
      {others.length > 1 && (
        <Button className="w-fit" disabled={revoke.isPending} onClick={() => revoke.mutate("others")}>
          Sign out all {others.length} other devices
        </Button>
      )}
    </div>
  );
}
