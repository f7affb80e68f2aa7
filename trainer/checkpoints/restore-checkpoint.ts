import { decodeTrainingState } from "#ml/training/state-codec";
import type { TrainingState } from "#ml/training/training-state";
import type { ArtefactStore } from "#storage/store";
import type { Checkpoint } from "./save-checkpoint.ts";

/**
 * The newest state that is whole, or null when there is none and the training has to begin again.
 *
 * @param checkpoints the newest first
 * @param onUnusable told of each checkpoint that was passed over, with the reason in words
 */
export async function restoreCheckpoint(
  store: ArtefactStore,
  checkpoints: readonly Checkpoint[],
  onUnusable: (checkpoint: Checkpoint, reason: string) => void,
): Promise<TrainingState | null> {
  for (const checkpoint of checkpoints) {
    try {
      const bytes = await store.get(checkpoint.sha256);
      if (bytes) return decodeTrainingState(bytes);
      onUnusable(checkpoint, "its bytes are not in the artefact store");
    } catch (error) {
      onUnusable(checkpoint, error instanceof Error ? error.message : String(error));
    }
  }
  return null;
}
