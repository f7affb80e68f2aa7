import { describeBackup } from "./backup.ts";

describeBackup(
  "from folder to folder",
  () => ({}),
  () => ({}),
);
