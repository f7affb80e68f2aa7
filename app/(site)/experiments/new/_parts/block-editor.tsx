"use client";
import type { ReactNode } from "react";
import { type UseFieldArrayReturn, useFieldArray, useFormContext, useWatch } from "react-hook-form";
import { blockNames } from "#domain/architectures/block-names";
import {
  ACTIVATIONS,
  type Block,
  type BlockActivation,
  INITIALIZERS,
  type Initializer,
  LEAKY_RELU_SLOPE,
  POOLINGS,
  type Pooling,
} from "#domain/architectures/blocks";
import { DATASETS } from "#domain/datasets/catalogue";
import { LIMITS } from "#domain/limits";
import { Button, IconButton } from "../../../../_ui/button.tsx";
import { Checkbox } from "../../../../_ui/checkbox.tsx";
import { Field } from "../../../../_ui/field.tsx";
import { Icon } from "../../../../_ui/icon.tsx";
import { Plate } from "../../../../_ui/plate.tsx";
import { Select } from "../../../../_ui/select.tsx";
import { showToast } from "../../../../_ui/toast.tsx";
import type { LaunchValues } from "../../_view/launch-values.ts";
import { rangeText } from "../../_view/range-text.ts";
import { BackboneFields } from "./backbone-fields.tsx";
import { useIssue } from "./issues.tsx";
import { NumberInput } from "./number-field.tsx";

const ACTIVATION_NAMES: Record<BlockActivation, string> = {
  linear: "linear",
  relu: "ReLU",
  leakyRelu: `LeakyReLU ${LEAKY_RELU_SLOPE}`,
  elu: "ELU",
  tanh: "tanh",
};
const POOLING_NAMES: Record<Pooling, string> = { none: "none", max: "max 2×2", average: "mean 2×2" };
const INITIALIZER_NAMES: Record<Initializer, string> = {
  glorotUniform: "Glorot uniform",
  heNormal: "He normal",
  randomNormal: "normal, 0.05",
};

const NEW_CONV: Block = {
  kind: "conv",
  convolution: "standard",
  filters: 32,
  kernel: 3,
  batchNorm: false,
  residual: false,
  activation: "relu",
  pool: "max",
  dropout: 0,
  kernelInitializer: "glorotUniform",
};
const NEW_DENSE: Block = {
  kind: "dense",
  units: 64,
  batchNorm: false,
  activation: "relu",
  dropout: 0,
  kernelInitializer: "glorotUniform",
};

type Blocks = UseFieldArrayReturn<LaunchValues, "spec.architecture.blocks">;
/** Name, filters or units, kernel, activation, pool, dropout, acts. */
const COLUMNS = "tablet:grid-cols-[56px_1fr_1fr_1.7fr_1.3fr_1fr_78px]";

/** The network as its blocks: convolutions, then dense ones. The classifying layer comes by itself. */
export function BlockEditor() {
  const { control, getValues } = useFormContext<LaunchValues>();
  const list = useFieldArray({ control, name: "spec.architecture.blocks" });
  const watched = useWatch({ control, name: "spec.architecture.blocks" });
  const dataset = useWatch({ control, name: "spec.dataset" });
  const backbone = useWatch({ control, name: "spec.architecture.backbone" });
  const issue = useIssue("spec.architecture.blocks");
  const { image, classes } = DATASETS[dataset];
  const names = blockNames(watched);
  const full = list.fields.length >= LIMITS.blocks.max;

  const add = (block: Block) => {
    const blocks = getValues("spec.architecture.blocks");
    const firstDense = blocks.findIndex(({ kind }) => kind === "dense");
    list.insert(block.kind === "conv" && firstDense >= 0 ? firstDense : blocks.length, block);
  };
  const remove = (index: number) => {
    const removed = structuredClone(getValues(`spec.architecture.blocks.${index}`));
    list.remove(index);
    showToast(`Removed ${names[index]}`, { undo: () => list.insert(index, removed) });
  };

  return (
    <Plate title="Network" caption={`${image.join(" × ")} in, ${classes.length} classes out`}>
      <BackboneFields />
      <div className="grid gap-2">
        <div
          aria-hidden="true"
          className={`hidden gap-2 text-xs text-ink-2 ${list.fields.length > 0 ? "tablet:grid" : ""} ${COLUMNS}`}
        >
          <span />
          <Head name="Filters" limit={rangeText(LIMITS.filters)} />
          <Head name="Kernel" limit={rangeText(LIMITS.kernel)} />
          <span>Activation</span>
          <span>Pool</span>
          <Head name="Dropout" limit={rangeText(LIMITS.dropout)} />
        </div>
        {list.fields.map((field, index) => (
          <BlockRow
            key={field.id}
            index={index}
            block={watched[index] ?? field}
            name={names[index] ?? ""}
            last={index === list.fields.length - 1}
            list={list}
            onRemove={() => remove(index)}
          />
        ))}
      </div>
      {list.fields.length === 0 && (
        <p className="sub">
          {backbone
            ? "No blocks: the classes are read from the features by one dense layer."
            : "No blocks: the classes are read from the pixels by one dense layer. Add a convolution."}
        </p>
      )}
      {issue && (
        <p className="field-hint field-error mt-3" role="status">
          <Icon name="alert" size="s" />
          <span>{issue}</span>
        </p>
      )}
      <div className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button size="sm" icon="plus" disabled={full} onClick={() => add(NEW_CONV)}>
          Conv block
        </Button>
        <Button size="sm" icon="plus" disabled={full} onClick={() => add(NEW_DENSE)}>
          Dense block
        </Button>
        <span className="caption">
          {full ? `${LIMITS.blocks.max} blocks are the most` : `up to ${LIMITS.blocks.max} blocks, convolutions first`}
        </span>
      </div>
      <Initializers rows={list.fields.map(({ id }, i) => ({ id, name: names[i] ?? "" }))} />
    </Plate>
  );
}

const Head = ({ name, limit }: { name: string; limit: string }) => (
  <span className="whitespace-nowrap">
    {name} <span className="text-ink-3">{limit}</span>
  </span>
);

type BlockRowProps = {
  index: number;
  block: Block;
  name: string;
  last: boolean;
  list: Blocks;
  onRemove: () => void;
};

function BlockRow({ index, block, name, last, list, onRemove }: BlockRowProps) {
  const { register, getValues } = useFormContext<LaunchValues>();
  const at = `spec.architecture.blocks.${index}` as const;
  const size = block.kind === "conv" ? "filters" : "units";
  const issues = [useIssue(at), useIssue(`${at}.${size}`), useIssue(`${at}.kernel`), useIssue(`${at}.dropout`)].filter(
    (message) => message !== undefined,
  );

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a grid everywhere
    <div
      role="group"
      aria-label={name}
      className={`grid grid-cols-3 items-center gap-x-2.5 gap-y-2 max-tablet:border-t max-tablet:border-line max-tablet:py-2.5 tablet:gap-2 ${COLUMNS}`}
    >
      <b className="col-span-2 text-sm font-medium tablet:col-span-1">{name}</b>
      <div className="-mr-1.5 flex justify-end tablet:order-last">
        <IconButton
          icon="up"
          label={`Move ${name} up`}
          className="w-[26px]!"
          disabled={index === 0}
          onClick={() => list.move(index, index - 1)}
        />
        <IconButton
          icon="down"
          label={`Move ${name} down`}
          className="w-[26px]!"
          disabled={last}
          onClick={() => list.move(index, index + 1)}
        />
        <IconButton icon="x" label={`Remove ${name}`} className="w-[26px]!" onClick={onRemove} />
      </div>
      <Cell label={block.kind === "conv" ? "Filters" : "Units"}>
        <NumberInput name={`${at}.${size}`} aria-label={block.kind === "conv" ? "Filters" : "Units, 1–4,096"} />
      </Cell>
      {block.kind === "conv" ? (
        <Cell label="Kernel">
          <NumberInput name={`${at}.kernel`} aria-label="Kernel" />
        </Cell>
      ) : (
        <span className="caption max-tablet:hidden">units, {rangeText(LIMITS.units)}</span>
      )}
      <Cell label="Activation" className="max-tablet:order-2 max-tablet:col-span-2">
        <Select aria-label="Activation" {...register(`${at}.activation`)} defaultValue={getValues(`${at}.activation`)}>
          {ACTIVATIONS.map((id) => (
            <option key={id} value={id}>
              {ACTIVATION_NAMES[id]}
            </option>
          ))}
        </Select>
      </Cell>
      {block.kind === "conv" ? (
        <Cell label="Pool" className="max-tablet:order-3">
          <Select aria-label="Pool" {...register(`${at}.pool`)} defaultValue={block.pool}>
            {POOLINGS.map((id) => (
              <option key={id} value={id}>
                {POOLING_NAMES[id]}
              </option>
            ))}
          </Select>
        </Cell>
      ) : (
        <span className="max-tablet:hidden" />
      )}
      <Cell label="Dropout" className="max-tablet:order-1">
        <NumberInput name={`${at}.dropout`} aria-label="Dropout" />
      </Cell>
      <Traits index={index} block={block} />
      {issues.length > 0 && (
        <p className="field-hint field-error col-span-full order-last" role="status">
          <Icon name="alert" size="s" />
          <span>{issues.join(" ")}</span>
        </p>
      )}
    </div>
  );
}

/** What a block has besides its numbers, on a line of its own below them. */
function Traits({ index, block }: { index: number; block: Block }) {
  const { setValue } = useFormContext<LaunchValues>();
  const at = `spec.architecture.blocks.${index}` as const;
  const isConv = block.kind === "conv";
  return (
    <div className="order-last col-span-full flex flex-wrap gap-x-5 gap-y-1.5 text-ink-2 tablet:col-start-2 tablet:mb-2 [&_.check-label]:gap-1.5 [&_.check-label]:text-xs">
      {isConv && (
        <Checkbox
          label="separable"
          checked={block.convolution === "separable"}
          onChange={({ target }) =>
            setValue(`${at}.convolution`, target.checked ? "separable" : "standard", { shouldDirty: true })
          }
        />
      )}
      <Checkbox
        label="batch norm"
        checked={block.batchNorm}
        onChange={({ target }) => setValue(`${at}.batchNorm`, target.checked, { shouldDirty: true })}
      />
      {isConv && (
        <Checkbox
          label="residual"
          checked={block.residual}
          onChange={({ target }) => setValue(`${at}.residual`, target.checked, { shouldDirty: true })}
        />
      )}
    </div>
  );
}

/** On a phone, where the column heads are gone, each control carries its own. */
const Cell = ({ label, className, children }: { label: string; className?: string; children: ReactNode }) => (
  <div className={`grid gap-[3px] ${className ?? ""}`}>
    <span aria-hidden="true" className="text-xs text-ink-2 tablet:hidden">
      {label}
    </span>
    {children}
  </div>
);

/** Where the weights start. Named for each layer, since Keras and TensorFlow.js differ in what they take for granted. */
function Initializers({ rows }: { rows: readonly { id: string; name: string }[] }) {
  const { register, getValues } = useFormContext<LaunchValues>();
  const options = INITIALIZERS.map((id) => (
    <option key={id} value={id}>
      {INITIALIZER_NAMES[id]}
    </option>
  ));
  return (
    <details className="mt-4">
      <summary className="caption w-fit">Initial weights</summary>
      <div className="mt-3 grid grid-cols-2 gap-4 desktop:grid-cols-4">
        {rows.map(({ id, name }, index) => {
          const path = `spec.architecture.blocks.${index}.kernelInitializer` as const;
          return (
            <Field key={id} label={name}>
              <Select {...register(path)} defaultValue={getValues(path)}>
                {options}
              </Select>
            </Field>
          );
        })}
        <Field label="Output">
          <Select
            {...register("spec.architecture.head.kernelInitializer")}
            defaultValue={getValues("spec.architecture.head.kernelInitializer")}
          >
            {options}
          </Select>
        </Field>
      </div>
    </details>
  );
}
