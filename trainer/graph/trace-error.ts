/** A function cannot become a graph; the message says why and what to do. */
export class TraceError extends Error {
  override name = "TraceError";
}
