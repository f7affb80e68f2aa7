import { createHash } from "node:crypto";

/** Names an account, existing or not, without keeping its address. */
export const accountHash = (email: string): string =>
  createHash("sha256").update(email.trim().toLowerCase()).digest("hex");
