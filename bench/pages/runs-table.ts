/** The first page of the runs table, as people open, sort, filter and search it. */
import type { BenchSite } from "./bench-site.ts";
import { measureViews } from "./measure-calls.ts";

type Api = BenchSite["api"];
type Asked = Parameters<Api["runs"]["list"]>[0];

const VIEWS: Record<string, Asked> = {
  "as it opens": {},
  "best validation first": { sort: { by: "validation", order: "desc" } },
  "test accuracy, ascending": { sort: { by: "test", order: "asc" } },
  "by name": { sort: { by: "name", order: "asc" } },
  "by a metric's last value": { sort: { by: "validationLoss.last", order: "asc" }, columns: ["validationLoss.last"] },
  "by a metric's minimum": { sort: { by: "trainLoss.min", order: "asc" }, columns: ["trainLoss.min", "loss.max"] },
  "failed ones": { state: ["failed"] },
  "one preset, one rate": {
    filters: [
      { column: "preset", is: "eq", value: "deeper" },
      { column: "learningRate", is: "eq", value: "0.001" },
    ],
  },
  "a rate, by a metric": {
    filters: [{ column: "learningRate", is: "le", value: "0.001" }],
    sort: { by: "validationAccuracy.max", order: "desc" },
  },
  tagged: { filters: [{ column: "tags", is: "has", value: "baseline" }] },
  "searched for": { search: "seed 99" },
  "many columns": {
    columns: ["optimizer", "learningRate", "batchSize", "epochs", "trainLoss.last", "validationLoss.best", "loss.last"],
  },
};

/** @param calls at least; every view is asked for equally often */
export const measureRunsTable = (api: Api, calls: number) =>
  measureViews(Object.fromEntries(Object.entries(VIEWS).map(([name, asked]) => [name, () => api.runs.list(asked)])), {
    atLeast: calls,
    warmUpRounds: 1,
  });
