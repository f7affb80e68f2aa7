import { join } from "node:path";
import { fileURLToPath } from "node:url";

const CHECKOUT = fileURLToPath(new URL("..", import.meta.url));

/** Where all that set-up makes lives: CULTIVAR_HOME, else the checkout's `.cultivar`. */
export const homeFolder = (env: Readonly<Record<string, string | undefined>>): string =>
  env.CULTIVAR_HOME ?? join(CHECKOUT, ".cultivar");
