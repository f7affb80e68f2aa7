import type { TRPCError } from "@trpc/server";
import { logError } from "#telemetry/log";

/** Logs what nobody expected, at the doors of the API; what a procedure refused is told to whoever asked alone. */
export function logProcedureError({ error, path }: { error: TRPCError; path?: string | undefined }): void {
  if (error.code === "INTERNAL_SERVER_ERROR") logError("procedure failed", error.cause ?? error, { procedure: path });
}
