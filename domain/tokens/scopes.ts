/** What a program may do with a token. A token has only the scopes that its owner gave it; none contains another. */
import { z } from "zod";

export const API_SCOPES = ["read", "runs", "models"] as const;
export const apiScope = z.enum(API_SCOPES);
export type ApiScope = z.infer<typeof apiScope>;

/** As the rest of "A token with it may …". */
export const SCOPE_WORDS: Record<ApiScope, { title: string; may: string }> = {
  read: { title: "Read", may: "read your runs, your models and the leaderboard, and download models" },
  runs: { title: "Runs", may: "launch runs, stop and cancel them" },
  models: { title: "Models", may: "publish and withdraw your models, and have them prepared in other formats" },
};
