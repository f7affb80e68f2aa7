import { InferenceClient } from "./inference-client.ts";

/** One worker serves the whole page; it starts with the first request. */
export const inference = new InferenceClient(
  () => new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "inference" }),
);
