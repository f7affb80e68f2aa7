// Does steps of set-up (setup/prepare.mjs) and nothing else, for images of containers: `node scripts/prepare.mjs STEP…`.
import { locate } from "./setup/paths.mjs";
import { beginSetup, STEP_NAMES } from "./setup/prepare.mjs";

const steps = process.argv.slice(2);
const unknown = steps.find((step) => !STEP_NAMES.includes(step));
if (unknown !== undefined || steps.length === 0) {
  console.error(`usage: node scripts/prepare.mjs STEP…, out of ${STEP_NAMES.join(", ")}`);
  process.exit(2);
}
try {
  const need = await beginSetup(locate(), steps);
  await Promise.all(steps.map(need));
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
