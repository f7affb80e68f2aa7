import { createAuthClient } from "better-auth/react";

/** Signing in and out, and the account, from the browser. */
export const authClient = createAuthClient();
