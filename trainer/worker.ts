// A child process of the supervisor: it does the one assignment that the first message brings, reports, and ends. If the
// supervisor dies it ends at once, since what it goes on to do nobody would ship.
import { openStore } from "#storage/open-store";
import { loadDataset } from "./datasets/cifar10.ts";
import { publishSheets } from "./datasets/publish-sheets.ts";
import { openEngine } from "./engines/open-engine.ts";
import type { Assignment, Command, Report, Verdict } from "./worker/messages.ts";
import { Verdicts } from "./worker/verdicts.ts";

// A Ctrl-C in the terminal reaches the whole group; only the supervisor decides what follows.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => {});
process.on("disconnect", () => process.exit(1));

/** What the supervisor has asked since, in any order. */
const commands = new Set<Command>();
const verdicts = new Verdicts();
const assignment = await new Promise<Assignment>((resolve) => {
  process.once("message", (first) => {
    process.on("message", (message) => {
      const order = message as Command | Verdict;
      if (typeof order === "string") commands.add(order);
      else verdicts.add(order);
    });
    resolve(first as Assignment);
  });
});

const report = await perform(assignment);
if (report) await new Promise<void>((resolve) => process.send?.(report, () => resolve()));
process.exit();

async function perform(assignment: Assignment): Promise<Report | null> {
  switch (assignment.task) {
    case "probe": {
      const { record } = await openEngine(assignment.engine ? { preference: assignment.engine } : {});
      return { kind: "engine", engine: record };
    }
    case "publish-sheets": {
      const { store, datasetsDir, dataset } = assignment;
      const images = await loadDataset(datasetsDir, dataset);
      return { kind: "sheets", sheets: await publishSheets(openStore(store), dataset, images) };
    }
    case "train": {
      const { trainRun } = await import("./worker/train-run.ts");
      const failure = await trainRun(assignment, commands, verdicts);
      return failure && { kind: "failed", failure };
    }
  }
}
