import { encodeTrainingState } from "#ml/training/state-codec";
import type { TrainingState } from "#ml/training/training-state";
import type { ArtefactStore } from "#storage/store";

/** Where a training was, and the artefact that holds its state. `step` batches were done after `epoch` whole epochs. */
export type Checkpoint = { epoch: number; step: number; sha256: string; bytes: number };

/** Writes the state of a training. Only when this is done may anything name the checkpoint. */
export async function saveCheckpoint(state: TrainingState, store: ArtefactStore): Promise<Checkpoint> {
  const { sha256, bytes } = await store.put(encodeTrainingState(state));
  return { epoch: state.epoch, step: state.step, sha256, bytes };
}
