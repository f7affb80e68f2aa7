const NAMES: Record<string, string> = { github: "GitHub", google: "Google" };

/** From the providers of an account (better-auth calls a password `credential`) to what a person calls them. */
export const signInWays = (providers: readonly string[]) => ({
  hasPassword: providers.includes("credential"),
  linked: providers.filter((id) => id !== "credential").map((id) => NAMES[id] ?? id),
});
