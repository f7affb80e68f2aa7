"use client";
import { useFormContext } from "react-hook-form";
import type { Architecture } from "#domain/architectures/blocks";
import { BACKBONES } from "#domain/backbones/catalogue";
import { layerRows, layerTotals } from "#domain/experiments/layer-rows";
import { PRESET_IDS, type PresetId, presetOf, presetSpec, withPreset } from "#domain/experiments/presets";
import type { ExperimentSpec } from "#domain/experiments/spec";
import { ChoiceCard } from "../../../../_ui/choice-card.tsx";
import { Icon } from "../../../../_ui/icon.tsx";
import { NetworkStrip } from "../../../../_ui/network-strip.tsx";
import { formatCount } from "../../../../_ui/numbers.ts";
import { showToast } from "../../../../_ui/toast.tsx";
import { useBackbones } from "../../../_parts/use-backbones.ts";
import { chosenValues, isPresetName, type LaunchValues, presetValues } from "../../_view/launch-values.ts";
import { networkStripOf, stripScale } from "../../_view/network-strip-of.ts";

/** Test accuracy of the same networks trained the same way by Keras 3.15 on TensorFlow 2.21: mean and deviation of 3 seeds. */
const KERAS_REFERENCE: Partial<Record<PresetId, string>> = { scratch: "64.3 ± 0.5", deeper: "72.7 ± 0.1" };

const NO_BLOCKS: Architecture = { backbone: null, blocks: [], head: { kernelInitializer: "glorotUniform" } };

const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? "" : "s"}`;

/** What a network is, and how many parameters it has: a line each where it stands on a backbone. */
function facts(architecture: Architecture): string[] {
  const { backbone, blocks } = architecture;
  const { parameters, trained } = layerTotals(layerRows(architecture, "cifar10"));
  if (backbone) {
    const seen = backbone.pooling === "average" ? "averages" : "map";
    return [
      `${backbone.fineTuning ? "fine-tuned" : "frozen"} ${BACKBONES[backbone.id].title}, ${seen}`,
      `${formatCount(parameters)} parameters`,
      `${formatCount(trained)} of them trained`,
    ];
  }
  const convs = blocks.filter(({ kind }) => kind === "conv").length;
  const start = convs > 0 ? plural(convs, "conv") : plural(blocks.length + 1, "dense layer");
  return [`${start}, ${formatCount(parameters)} parameters`];
}

/** Pixels that a card leaves for the strip. */
const CARD_ROOM = 190;
const PHONE_ROOM = 112;

type PresetCardsProps = {
  /** The network in the form, or the last one that could be understood. */
  architecture: Architecture;
};

/** Where to start from: a network of the lab, or none. A network of one's own becomes the third card. */
export function PresetCards({ architecture }: PresetCardsProps) {
  const { getValues, setValue } = useFormContext<LaunchValues>();
  const chosen = presetOf(architecture);

  const take = (changed: (spec: ExperimentSpec) => ExperimentSpec, name: string) => {
    const before = structuredClone(getValues());
    const put = (values: LaunchValues) => {
      setValue("spec.architecture", values.spec.architecture, { shouldDirty: true });
      setValue("spec.schedule", values.spec.schedule, { shouldDirty: true });
      setValue("name", values.name, { shouldDirty: true });
    };
    put({ name: isPresetName(before) ? name : before.name, spec: changed(chosenValues(before).spec) });
    const { blocks, backbone } = before.spec.architecture;
    if (chosen === null && (backbone || blocks.length > 0)) {
      showToast("Your network was replaced", { undo: () => put(before) });
    }
  };

  const own = chosen === null ? architecture : NO_BLOCKS;
  const { isMissing } = useBackbones();
  return (
    <fieldset>
      <legend className="sr-only">Start from</legend>
      <div className="grid gap-2.5 tablet:grid-cols-3">
        {PRESET_IDS.map((preset) => {
          const { architecture: network } = presetSpec(preset);
          const reference = KERAS_REFERENCE[preset];
          const { backbone } = network;
          return (
            <Card
              key={preset}
              title={preset}
              lines={facts(network)}
              reference={reference && `Keras reference ${reference}`}
              warning={backbone && isMissing(backbone.id) ? "no trainer has its weights" : undefined}
              network={network}
              checked={chosen === preset}
              onChoose={() => take((spec) => withPreset(spec, preset), presetValues(preset).name)}
            />
          );
        })}
        <Card
          title="your own"
          lines={[...facts(own), chosen === null ? "not measured yet" : "start from nothing"]}
          network={own}
          checked={chosen === null}
          onChoose={() => take((spec) => ({ ...spec, architecture: structuredClone(NO_BLOCKS) }), "own network")}
        />
      </div>
    </fieldset>
  );
}

type CardProps = {
  title: string;
  lines: readonly string[];
  /** What others measured with it. */
  reference?: string | undefined;
  /** What keeps it from being launched. */
  warning?: string | undefined;
  network: Architecture;
  checked: boolean;
  onChoose: () => void;
};

function Card({ title, lines, reference, warning, network, checked, onChoose }: CardProps) {
  const parts = networkStripOf(network, "cifar10");
  return (
    <ChoiceCard
      name="preset"
      value={title}
      checked={checked}
      onChange={onChoose}
      className="max-tablet:grid-cols-[112px_1fr] max-tablet:items-center max-tablet:px-3 max-tablet:py-2"
    >
      <span className="flex h-[58px] items-center max-tablet:hidden">
        <NetworkStrip parts={parts} scale={stripScale(parts, CARD_ROOM)} />
      </span>
      <span className="tablet:hidden">
        <NetworkStrip parts={parts} scale={Math.min(0.7, stripScale(parts, PHONE_ROOM))} />
      </span>
      <span className="min-w-0">
        <b>{title}</b>
        {lines.map((line) => (
          <span key={line} className="caption block">
            {line}
          </span>
        ))}
        {reference && (
          <span
            className="caption block"
            title="Test accuracy in per cent, mean and standard deviation over 3 seeds, Keras 3.15 on TensorFlow 2.21"
          >
            {reference}
          </span>
        )}
        {warning && (
          <span className="mt-0.5 flex items-center gap-1 text-warn text-xs">
            <Icon name="alert" size="s" />
            {warning}
          </span>
        )}
      </span>
    </ChoiceCard>
  );
}
