import { encodeTrainingState } from "#ml/training/state-codec";
import type { Training } from "#ml/training/training";
import type { ArtefactStore } from "#storage/store";

/** Where a training was, and the artefact that holds its state. `step` batches were done after `epoch` whole epochs. */
export type Checkpoint = { epoch: number; step: number; sha256: string; bytes: number };

/** Writes the state of `training` as of its last event. Only when this is done may anything name the checkpoint. */
export async function saveCheckpoint(training: Training, store: ArtefactStore): Promise<Checkpoint> {
  const state = await training.snapshot();
  const { sha256, bytes } = await store.put(encodeTrainingState(state));
  return { epoch: state.epoch, step: state.step, sha256, bytes };
}
