/** What the runs of a comparison were told to do and where they did it, side by side. */
import { layerRows, layerTotals } from "#domain/experiments/layer-rows";
import type { ExperimentSpec } from "#domain/experiments/spec";
import {
  SPEC_FIELD_IDS,
  SPEC_FIELDS,
  type SpecFieldId,
  type SpecValue,
  specValue,
} from "#domain/experiments/spec-fields";
import { deviceTitle, engineTitle } from "#domain/runs/engine-record";
import { OWN_NETWORK } from "#domain/runs/run-columns";
import { formatCount, formatDuration } from "../../../_ui/numbers.ts";
import type { ComparedRun } from "./compared-run.ts";

export type ParameterRow = {
  key: string;
  label: string;
  /** One per run. */
  values: string[];
  /** Which of them stand out: all but the most frequent. */
  odd: boolean[];
  /** The same in all runs. */
  identical: boolean;
};

const NONE = "–";

const totalsOf = ({ architecture, dataset }: ExperimentSpec) => layerTotals(layerRows(architecture, dataset));

const OTHERS: { key: string; label: string; of: (run: ComparedRun) => string | null }[] = [
  { key: "network", label: "Network", of: ({ preset }) => preset ?? OWN_NETWORK },
  { key: "layers", label: "Layers", of: ({ spec }) => formatCount(totalsOf(spec).layers) },
  { key: "parameters", label: "Parameters", of: ({ parameters }) => formatCount(parameters) },
  { key: "trained", label: "Trained parameters", of: ({ spec }) => formatCount(totalsOf(spec).trained) },
];
const MACHINE: typeof OTHERS = [
  { key: "engine", label: "Engine", of: ({ engine }) => engine && engineTitle(engine) },
  { key: "device", label: "Device", of: ({ engine }) => engine && deviceTitle(engine) },
  { key: "trainer", label: "Trainer", of: ({ trainer }) => trainer },
  { key: "state", label: "State", of: ({ state, endedEarly }) => (endedEarly ? `${state}, stopped early` : state) },
  { key: "epochsDone", label: "Epochs done", of: ({ epoch }) => formatCount(epoch) },
  {
    key: "training",
    label: "Training",
    of: ({ trainingSeconds }) => (trainingSeconds === null ? null : formatDuration(trainingSeconds)),
  },
];

/** All rows, in the order of the table. */
export function parameterRows(runs: readonly ComparedRun[]): ParameterRow[] {
  const row = (key: string, label: string, of: (run: ComparedRun) => string | null): ParameterRow => {
    const values = runs.map((run) => of(run) ?? NONE);
    const odd = oddOnes(values);
    return { key, label, values, odd, identical: !odd.includes(true) };
  };
  const spec = SPEC_FIELD_IDS.map((id) =>
    row(id, SPEC_FIELDS[id].label, (run) => valueText(id, specValue(run.spec, id))),
  );
  return [
    ...OTHERS.map(({ key, label, of }) => row(key, label, of)),
    // A field that applies to none of the runs says nothing.
    ...spec.filter(({ values }) => values.some((value) => value !== NONE)),
    ...MACHINE.map(({ key, label, of }) => row(key, label, of)),
  ];
}

function valueText(id: SpecFieldId, value: SpecValue): string | null {
  if (id === "trainingSubset") return value === null ? "all" : formatCount(Number(value));
  if (value === null) return null;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (SPEC_FIELDS[id].type === "list") return listText(String(value));
  return String(value);
}

/** One value per block; the same word for all of them once: "leakyRelu, all 3". */
function listText(list: string): string {
  const [first, ...rest] = list.split(", ");
  const isOneWord = rest.length > 0 && Number.isNaN(Number(first)) && rest.every((value) => value === first);
  return isOneWord ? `${first}, all ${rest.length + 1}` : list;
}

/** Without a value that more runs share than any other, all of them stand out. */
function oddOnes(values: readonly string[]): boolean[] {
  const counts = [...Map.groupBy(values, (value) => value)].map(([value, { length }]) => ({ value, length }));
  if (counts.length <= 1) return values.map(() => false);
  const most = Math.max(...counts.map(({ length }) => length));
  const usual = counts.filter(({ length }) => length === most);
  return values.map((value) => usual.length > 1 || value !== usual[0]?.value);
}
