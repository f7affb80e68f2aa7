/**
 * `npm run xception`: fetches Xception's weights and reads them once, or reads the file that XCEPTION_WEIGHTS names.
 * CULTIVAR_HOME says where they go.
 */
import { fetchXceptionFile, findXceptionFile, readXceptionWeights } from "./xception-weights.ts";

const { env } = process;
const log = (line: string) => process.stderr.write(`[xception] ${line}\n`);
try {
  const path = env.XCEPTION_WEIGHTS ? findXceptionFile(env) : await fetchXceptionFile(env, log);
  const { length } = await readXceptionWeights(path);
  log(`${length.toLocaleString("en-US")} parameters read from ${path}`);
} catch (error) {
  log(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
