import { z } from "zod";

/** The name of an artefact: the SHA-256 of its bytes in lower-case hexadecimal. */
export const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/, "Not a SHA-256 in lower-case hexadecimal.");
