// A process that computes the sample features in the folder of its first argument, waiting for milliseconds of the second
// before each batch. A line for each batch: the first image, `waiting` each time that it waits, `ready` or the error in the end.
import { setTimeout as sleep } from "node:timers/promises";
import { ensureFeatures } from "../ensure-features.ts";
import { sampleRequest, sampleRows } from "./sample-features.ts";

const [folder = "", delay = "0"] = process.argv.slice(2);
const say = (line: string | number) => process.stdout.write(`${line}\n`);

try {
  const features = await ensureFeatures(
    sampleRequest(folder, {
      extract: async (first, count) => {
        say(first);
        await sleep(Number(delay));
        return sampleRows(first, count);
      },
      onProgress: ({ phase }) => {
        if (phase === "waiting") say(phase);
      },
    }),
  );
  say("ready");
  await features.close();
} catch (error) {
  say(String(error));
  process.exitCode = 1;
}
