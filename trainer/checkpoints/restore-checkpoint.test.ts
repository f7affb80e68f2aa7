import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { encodeTrainingState } from "#ml/training/state-codec";
import type { TrainingState } from "#ml/training/training-state";
import { openLocalStore } from "#storage/local-store";
import type { ArtefactStore } from "#storage/store";
import { restoreCheckpoint } from "./restore-checkpoint.ts";
import type { Checkpoint } from "./save-checkpoint.ts";

let folder: string;
let store: ArtefactStore;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "cultivar-checkpoint-"));
  store = openLocalStore(folder);
});

afterEach(() => rm(folder, { recursive: true }));

function stateAt(epoch: number): TrainingState {
  const values = Float32Array.of(1.5, -2, epoch);
  const sums = { loss: 1, correct: 2, images: 3, seconds: 4 };
  return { epoch, step: 2, sums, seconds: 5, parameters: values, slots: [values, values], best: null };
}

async function saveAt(epoch: number): Promise<Checkpoint> {
  return { epoch, step: 2, ...(await store.put(encodeTrainingState(stateAt(epoch)))) };
}

async function restore(checkpoints: Checkpoint[]) {
  const passedOver: string[] = [];
  const state = await restoreCheckpoint(store, checkpoints, ({ epoch }, reason) =>
    passedOver.push(`${epoch}: ${reason}`),
  );
  return { state, passedOver };
}

describe("restoreCheckpoint", () => {
  it("takes the newest", async () => {
    const old = await saveAt(1);
    expect(await restore([await saveAt(2), old])).toEqual({ state: stateAt(2), passedOver: [] });
  });

  it("passes over what is damaged, missing or no state, and says so", async () => {
    const whole = await saveAt(1);
    const damaged = await saveAt(4);
    await writeFile(join(folder, damaged.sha256.slice(0, 2), damaged.sha256), "not it");
    const missing = await saveAt(3);
    await store.delete(missing.sha256);
    const foreign = { epoch: 2, step: 2, ...(await store.put(new TextEncoder().encode("something else"))) };
    const { state, passedOver } = await restore([damaged, missing, foreign, whole]);
    expect(state).toEqual(stateAt(1));
    expect(passedOver).toEqual([
      expect.stringMatching(/^4: .*damaged/),
      expect.stringMatching(/^3: .*not in the artefact store/),
      expect.stringMatching(/^2: /),
    ]);
  });

  it("begins again when there is none", async () => {
    expect(await restore([])).toEqual({ state: null, passedOver: [] });
  });
});
