import { POINT_METRIC_IDS } from "#domain/runs/metrics";
import { BUCKETS } from "./series-state.ts";

/** What charts ask `series.points` for. The server prepares the answer for a page, so both have to agree. */
export const pointsInput = (ids: readonly string[]) => ({ ids: [...ids], metrics: POINT_METRIC_IDS, buckets: BUCKETS });
