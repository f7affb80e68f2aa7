import { createServer } from "node:http";
import { logError, logLine } from "./log.ts";
import { bearsToken } from "./metrics-token.ts";
import { readMetrics } from "./start-telemetry.ts";

/**
 * Lets Prometheus read the metrics of a process that serves nothing else, at `/metrics`.
 *
 * @param token demanded as a bearer token, if there is one
 * @returns what ends it
 */
export function serveMetricsPort({ port, token }: { port: number; token: string | undefined }): () => void {
  const server = createServer(async (request, response) => {
    const answer = (status: number, text: string, type = "text/plain; charset=utf-8") =>
      response.writeHead(status, { "content-type": type }).end(text);
    if (request.url !== "/metrics" || request.method !== "GET") return answer(404, "Not found.\n");
    if (token && !bearsToken(request.headers.authorization, token))
      return answer(401, "Send the token of METRICS_TOKEN.\n");
    try {
      const { text, contentType } = await readMetrics();
      answer(200, text, contentType);
    } catch (error) {
      logError("metrics could not be read", error);
      answer(500, "Not now.\n");
    }
  });
  // A trainer works on without being watched.
  server.on("error", (error) =>
    logLine("error", "the port of the metrics cannot be opened", { port, reason: error.message }),
  );
  server.listen(port);
  server.unref();
  return () => server.close();
}
