import { LIMITS } from "../limits.ts";
import { visibleText } from "../text/visible-text.ts";

/** A model begins with its experiment's name and may get one of its own. */
export const modelName = visibleText("A name", LIMITS.experimentName, "Give the model a name.");
