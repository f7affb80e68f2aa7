/** What a run needs of the trainer that takes it, and what a trainer offers. */
import { BACKBONES } from "../backbones/catalogue.ts";
import type { ExperimentSpec } from "../experiments/spec.ts";

export type RunNeeds = Pick<ExperimentSpec, "device"> & { backbone: keyof typeof BACKBONES | null };

export type Capabilities = {
  device: "cpu" | "gpu";
  /** Backbones whose weights it has, or gets by itself. */
  backbones: readonly string[];
};

export const needsOf = ({ device, architecture }: Pick<ExperimentSpec, "device" | "architecture">): RunNeeds => ({
  device,
  backbone: architecture.backbone?.id ?? null,
});

export const canTrain = ({ device, backbone }: RunNeeds, trainer: Capabilities): boolean =>
  (device === "any" || trainer.device === device) && (backbone === null || trainer.backbones.includes(backbone));

/** What none of the trainers offers, in a few words: "a GPU and the weights of Xception"; null when one offers it all. */
export function missingNeeds(needs: RunNeeds, trainers: readonly Capabilities[]): string | null {
  if (trainers.some((trainer) => canTrain(needs, trainer))) return null;
  const parts = [
    ...(needs.device === "gpu" ? ["a GPU"] : []),
    ...(needs.backbone ? [`the weights of ${BACKBONES[needs.backbone].title}`] : []),
  ];
  return parts.join(" and ");
}
