"use client";
import { useState } from "react";
import { authClient } from "../../../_session/auth-client.ts";
import { Button } from "../../../_ui/button.tsx";
import { Note } from "../../../_ui/note.tsx";
import { authProblem } from "./auth-problem.ts";

export type Provider = "github" | "google";
export const PROVIDER_NAMES: Record<Provider, string> = { github: "GitHub", google: "Google" };

/** Signing in through those providers that this server has keys for. */
export function ProviderButtons({ providers, next }: { providers: readonly Provider[]; next: string }) {
  const [leaving, setLeaving] = useState<Provider | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  if (providers.length === 0) return null;

  const go = async (provider: Provider) => {
    setLeaving(provider);
    const { error } = await authClient.signIn.social({ provider, callbackURL: next });
    if (!error) return; // the browser is on its way
    setProblem(authProblem(error).message);
    setLeaving(null);
  };

  return (
    <div className="grid gap-3">
      <p className="flex items-center gap-3 text-xs text-ink-3 before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        or
      </p>
      {providers.map((provider) => (
        <Button key={provider} loading={leaving === provider} onClick={() => go(provider)}>
          Continue with {PROVIDER_NAMES[provider]}
        </Button>
      ))}
      {problem && (
        <Note tone="bad" role="alert">
          {problem}
        </Note>
      )}
    </div>
  );
}
