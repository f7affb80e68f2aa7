import { openEngine } from "../open-engine.ts";

/** Where set-up could not get TensorFlow, the project runs on wasm, and what needs TensorFlow is not tested. */
export const isTensorflowAvailable = (): Promise<boolean> =>
  openEngine({ preference: "tensorflow" }).then(
    () => true,
    () => false,
  );
