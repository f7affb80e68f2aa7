import { join } from "node:path";
import type { Command } from "../processes/children.ts";
import { processorOnly } from "../processes/processor-only.ts";
import { ensurePythonEnvironment } from "./python-environment.ts";

/** How to run one of this folder's programs, undisturbed by what the user has set for Python and Keras. */
export async function pythonCommand(file: string, args: readonly string[]): Promise<Command> {
  const { PYTHONPATH: _, PYTHONHOME: __, ...env } = processorOnly();
  return {
    program: await ensurePythonEnvironment(),
    args: [join(import.meta.dirname, file), ...args],
    env: {
      ...env,
      KERAS_BACKEND: "tensorflow",
      PYTHONDONTWRITEBYTECODE: "1",
      TF_CPP_MIN_LOG_LEVEL: "2",
    },
  };
}
