import { describeBackup } from "./backup.ts";
import { bucketEnvironment } from "./bucket-environment.ts";

describeBackup("from folder to bucket", () => ({}), bucketEnvironment);
describeBackup("from bucket to folder", bucketEnvironment, () => ({}));
