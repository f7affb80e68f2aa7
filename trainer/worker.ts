// A child process of the supervisor: it does the one assignment that the first message brings, reports, and ends. If the
// supervisor dies it ends at once, since what it goes on to do nobody would ship.
import { constants, setPriority } from "node:os";
import { openStore } from "#storage/open-store";
import { loadDataset } from "./datasets/cifar10.ts";
import { measureDataset } from "./datasets/measure-dataset.ts";
import { publishSheets } from "./datasets/publish-sheets.ts";
import { openEngine } from "./engines/open-engine.ts";
import { Inbox } from "./worker/inbox.ts";
import type { Assignment, Message, Report } from "./worker/messages.ts";

// A Ctrl-C in the terminal reaches the whole group; only the supervisor decides what follows.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => {});
process.on("disconnect", () => process.exit(1));

const inbox = new Inbox();
const assignment = await new Promise<Assignment>((resolve) => {
  process.once("message", (first) => {
    process.on("message", (message) => inbox.receive(message as Message));
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
    case "publish-dataset": {
      const { datasetsDir, dataset } = assignment;
      const store = openStore(assignment.store, { patient: true });
      const images = await loadDataset(datasetsDir, dataset);
      const sheets = await publishSheets(store, dataset, images);
      return { kind: "dataset", sheets, statistics: await measureDataset(store, images) };
    }
    case "export": {
      // Beside a training it takes what that leaves.
      setPriority(constants.priority.PRIORITY_LOW);
      const { exportModel } = await import("./exporting/export-model.ts");
      try {
        return {
          kind: "exported",
          file: await exportModel(openStore(assignment.store, { patient: true }), assignment.order),
        };
      } catch (error) {
        return { kind: "not-exported", reason: error instanceof Error ? error.message : String(error) };
      }
    }
    case "train": {
      const { trainRun } = await import("./worker/train-run.ts");
      const failure = await trainRun(assignment, inbox);
      return failure && { kind: "failed", failure };
    }
  }
}
