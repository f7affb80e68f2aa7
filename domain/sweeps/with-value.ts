import { OPTIMIZERS, type PresetId, presetSpec, SCHEDULES } from "../experiments/presets.ts";
import type { ExperimentSpec, OptimizerSpec, Schedule } from "../experiments/spec.ts";
import { NETWORK_PATH, type SweepField } from "./fields.ts";

/** Fields that bring others with them; set before those. */
export const STRUCTURAL_PATHS: readonly string[] = [NETWORK_PATH, "optimizer.kind", "schedule.kind"];

/**
 * The spec with one field changed; whether it may be so is for the schema to say. Another optimiser or schedule comes with the values that the launch form begins with,
 * another network is the preset's.
 *
 * @returns null when this spec has no such field
 */
export function withValue(
  spec: ExperimentSpec,
  { path }: Pick<SweepField, "path">,
  value: unknown,
): ExperimentSpec | null {
  switch (path) {
    case NETWORK_PATH:
      return { ...spec, architecture: presetSpec(value as PresetId).architecture };
    case "optimizer.kind":
      return value === spec.optimizer.kind ? spec : { ...spec, optimizer: OPTIMIZERS[value as OptimizerSpec["kind"]] };
    case "schedule.kind":
      return value === spec.schedule.kind ? spec : { ...spec, schedule: SCHEDULES[value as Schedule["kind"]] };
  }
  const changed = structuredClone(spec);
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  let parent: unknown = changed;
  for (const key of keys) parent = isObject(parent) ? parent[key] : undefined;
  if (!isObject(parent) || !Object.hasOwn(parent, last)) return null;
  parent[last] = value;
  return changed;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
