/** Most events that one answer of the API carries. */
const LOG_LIMIT = 2_000;

/** What the log of a run asks `runs.events` for. The server prepares the answer for the page, so both have to agree. */
export const logInput = (id: string) => ({ id, progress: false, limit: LOG_LIMIT });
