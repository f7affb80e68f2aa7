import { LIMITS } from "#domain/limits";

/** What the authentication client returns when it is refused. */
export type AuthError = { status: number; code?: string; message?: string };
type Field = "name" | "email" | "password" | "currentPassword";
/** A refusal in our words, at the field it is about, or without one. */
export type AuthProblem = { field?: Field; message: string };

const PROBLEMS: Record<string, AuthProblem> = {
  INVALID_EMAIL_OR_PASSWORD: { field: "password", message: "E-mail and password do not belong together." },
  INVALID_EMAIL: { field: "email", message: "This is not an e-mail address." },
  USER_ALREADY_EXISTS: { field: "email", message: "There is an account with this e-mail. Sign in instead." },
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: {
    field: "email",
    message: "There is an account with this e-mail. Sign in instead.",
  },
  PASSWORD_TOO_SHORT: { field: "password", message: `Use at least ${LIMITS.password.min} characters.` },
  PASSWORD_TOO_LONG: { field: "password", message: `Use at most ${LIMITS.password.max} characters.` },
  INVALID_PASSWORD: { field: "currentPassword", message: "This is not your present password." },
  INVALID_TOKEN: { message: "This link has been used or is too old. Ask for a new one." },
  EMAIL_PASSWORD_SIGN_UP_DISABLED: { message: "Sign-up is closed here. Ask the administrator for an account." },
  SESSION_EXPIRED: { message: "You signed in too long ago for this. Sign out, sign in again, and repeat it." },
  SESSION_NOT_FRESH: { message: "You signed in too long ago for this. Sign out, sign in again, and repeat it." },
};

/** Says what was wrong and what to do. Refusals that this server worded itself are shown as they are. */
export function authProblem({ status, code, message }: AuthError): AuthProblem {
  const known = code ? PROBLEMS[code] : undefined;
  if (known) return known;
  if (code === "DISPLAY_NAME" && message) return { field: "name", message };
  if (code === "NEW_PASSWORD" && message) return { field: "password", message };
  if (code === "LIMIT" && message) return { message };
  if (status === 429) return { message: "Too many attempts from your network. Wait a minute and try again." };
  if (status === 0) return { message: "The server could not be reached. Check the connection and try again." };
  if (status >= 500) return { message: "The server could not do this just now. Try again in a moment." };
  return { message: message || "This was refused. Check what you entered and try again." };
}
