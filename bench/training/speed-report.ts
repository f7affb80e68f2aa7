/** What the training bench shows: a table of speeds, and the ratios under their names. */
import type { ContestantName } from "../contestants/line-up.ts";
import { table } from "../report/table.ts";
import { compareSpeeds, type Speeds } from "./comparison.ts";

export type SpeedsByContestant = ReadonlyMap<ContestantName, Speeds>;

const whole = (value: number) => Math.round(value).toLocaleString("en-US");
const times = (value: number) => `${value.toFixed(2)} ×`;

export function speedTable(speeds: SpeedsByContestant): string {
  const ours = speeds.get("cultivar");
  const rounds = Math.max(...[...speeds.values()].map((speed) => speed.rounds.length));
  const heading = ["", "median", "min", "max", "ours/theirs", "paired", ...numbered(rounds)];
  const rows = [...speeds].map(([name, speed]) => {
    const ratio = ours && name !== "cultivar" ? compareSpeeds(ours, speed) : null;
    return [
      name,
      ...[speed.median, speed.min, speed.max].map(whole),
      ratio ? times(ratio.ofMedians) : "",
      ratio ? times(ratio.paired) : "",
      ...speed.rounds.map(whole),
    ];
  });
  return table([heading, ...rows]);
}

const numbered = (rounds: number) => Array.from({ length: rounds }, (_, i) => `round ${i + 1}`);

/**
 * `scratch.keras`: our float32 to theirs, of the medians; `scratch.keras.paired`: the median of the ratios within rounds.
 * `scratch.bfloat16` is the other way about: our bfloat16 to our float32.
 */
export function ratiosOf(network: string, speeds: SpeedsByContestant): Record<string, number> {
  const ours = speeds.get("cultivar");
  if (!ours) return {};
  const ratios: Record<string, number> = {};
  for (const [name, speed] of speeds) {
    if (name === "cultivar") continue;
    const { ofMedians, paired } = name === "bfloat16" ? compareSpeeds(speed, ours) : compareSpeeds(ours, speed);
    ratios[`${network}.${name}`] = ofMedians;
    ratios[`${network}.${name}.paired`] = paired;
  }
  return ratios;
}
