/**
 * A process that trains the sample training on an engine, to be killed or compared from outside.
 * Arguments: engine, file with a state to go on from or "-", and the number of events after which to break off and write
 * the state to standard output; without it the training ends and the parameters' SHA-256 is written.
 */
import { readFileSync } from "node:fs";
import { setImmediate as pause } from "node:timers/promises";
import { encodeWeights } from "#ml/inference/weights-codec";
import { decodeTrainingState, encodeTrainingState } from "#ml/training/state-codec";
import { sampleTraining } from "#ml/training/test/sample-training";
import { createTraining } from "#ml/training/training";
import { sha256Of } from "../../publishing/sha256-of.ts";
import type { EngineKind } from "../engine.ts";
import { openEngine } from "../open-engine.ts";

const [preference, stateFile = "-", events = "Infinity"] = process.argv.slice(2);
const { createLearner } = await openEngine({ preference: preference as EngineKind });
const resume = stateFile === "-" ? {} : { resume: decodeTrainingState(readFileSync(stateFile)) };
const training = createTraining({ ...sampleTraining(), ...resume, createLearner, pause });
let seen = 0;
for await (const _ of training.run()) if (++seen === Number(events)) break;
if (events === "Infinity") process.stdout.write(sha256Of(encodeWeights((await training.result()).parameters)));
else process.stdout.write(encodeTrainingState(await training.snapshot()));
