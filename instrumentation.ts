/** Next calls this once when the server starts, before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { markClientAddresses } = await import("#server/client-address");
  const { demandHttps } = await import("#server/strict-transport");
  markClientAddresses();
  demandHttps(process.env.BETTER_AUTH_URL ?? "");
}
