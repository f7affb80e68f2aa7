/** What the account forms accept. The server checks again, and alone knows whether a name is taken. */
import { z } from "zod";
import { LIMITS } from "#domain/limits";

export const email = z.string().trim().min(1, "Enter your e-mail.").pipe(z.email("This is not an e-mail address."));

/** A password that is there: whether it is right, the server says. */
export const password = z.string().min(1, "Enter your password.");

const { min, max } = LIMITS.password;
export const newPassword = z
  .string()
  .min(min, `Use at least ${min} characters.`)
  .max(max, `Use at most ${max} characters.`);
export const PASSWORD_LIMIT = `at least ${min} characters`;

const name = LIMITS.displayName;
export const DISPLAY_NAME_LIMIT = `${name.min}–${name.max} characters`;
