"use client";
import { type ReactNode, useEffect } from "react";
import { BACKEND_NAMES } from "../../../_inference/backend-names.ts";
import type { Framing } from "../../../_inference/framing.ts";
import type { ReadyModel } from "../../../_inference/messages.ts";
import { useClassification, useClassifier } from "../../../_inference/use-classifier.ts";
import { IconButton } from "../../../_ui/button.tsx";
import { ErrorState } from "../../../_ui/error-state.tsx";
import { Link } from "../../../_ui/link.tsx";
import { Meter } from "../../../_ui/meter.tsx";
import { formatBytes, formatInterval, formatMilliseconds, formatPercent } from "../../../_ui/numbers.ts";
import { Select } from "../../../_ui/select.tsx";
import { TopClasses } from "../../../_ui/top-classes.tsx";
import { Why } from "./late-parts.tsx";
import type { Picture } from "./picture.ts";
import { type TopClass, topClasses } from "./top-classes.ts";
import type { UsableModel } from "./usable-model.ts";
import { useReportTiming } from "./use-shared-timings.ts";

type ModelCardProps = {
  model: UsableModel;
  /** Models that can take this one's place, itself among them. */
  choices: readonly UsableModel[];
  /** Null while there is none, or it moves, or there are many. */
  picture: Picture | null;
  framing: Framing;
  /** Whether they stand with each of many pictures. */
  answersElsewhere: boolean;
  /** The picture as a network sees it. */
  input: Uint8Array<ArrayBuffer> | null;
  onSwitch: (id: string) => void;
  /** Whether the visitor shares how fast it is. */
  sharesTimings: boolean;
  /** Left out where this is the only model. */
  onRemove?: () => void;
  onAnswer: (modelId: string, answer: TopClass | null) => void;
  onReady: (model: UsableModel, ready: ReadyModel) => void;
};

/** One model's answer to the picture: top five, time, and where and how well it runs. */
export function ModelCard({
  model,
  choices,
  picture,
  framing,
  answersElsewhere,
  input,
  sharesTimings,
  onSwitch,
  onRemove,
  onAnswer,
  onReady,
}: ModelCardProps) {
  // What is private is not kept: the next person at this device must not find it.
  const classifier = useClassifier(model.manifestSha256, model.publishedAt !== null);
  const ready = classifier.status === "ready";
  const readyModel = ready ? classifier.model : null;
  useEffect(() => {
    if (readyModel) onReady(model, readyModel);
  }, [model, readyModel, onReady]);
  const { result, error } = useClassification(ready ? model.manifestSha256 : null, input);
  useReportTiming(sharesTimings && model.publishedAt !== null ? model.id : null, readyModel, result);
  const answers = result ? topClasses(result.probabilities, result.classes, 5) : null;

  const top = answers?.[0] ?? null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer is its name and its probability
  useEffect(() => {
    onAnswer(model.id, top);
    return () => onAnswer(model.id, null);
  }, [model.id, top?.name, top?.probability, onAnswer]);

  return (
    <article className="mt-3.5 border-t border-line-strong pt-3.5 pb-4" aria-label={model.name}>
      <header className="flex items-start justify-between gap-3">
        <div className="grid min-w-0 gap-1">
          {choices.length > 1 ? (
            <Select
              aria-label="Model"
              className="font-strong"
              value={model.id}
              onChange={(event) => onSwitch(event.target.value)}
            >
              {choices.map((choice) => (
                <option key={choice.id} value={choice.id}>
                  {optionName(choice)}
                </option>
              ))}
            </Select>
          ) : (
            <h2>{model.name}</h2>
          )}
          <p className="caption">
            {formatPercent(model.testAccuracy, 2, "")} {formatInterval(model.interval)}&nbsp;% on the test set,{" "}
            {formatBytes(model.bytes)}, by {model.author}
            {model.publishedAt === null && ", private"}.{" "}
            <Link className="text-link" href={`/models/${model.id}`}>
              About it
            </Link>
            <span className="unit"> · </span>
            <Link className="text-link" href={`/models/${model.id}#test-here`}>
              Run the test set
            </Link>
          </p>
        </div>
        {onRemove && <IconButton icon="x" label={`Remove ${model.name}`} onClick={onRemove} />}
      </header>
      <div className="mt-3" aria-live="polite">
        {classifier.status === "failed" ? (
          <ErrorState title="This model could not be loaded." onRetry={classifier.retry}>
            {classifier.message}
          </ErrorState>
        ) : error ? (
          <ErrorState title="The picture could not be classified.">{error}</ErrorState>
        ) : answers ? (
          <TopClasses items={answers} />
        ) : classifier.status === "loading" ? (
          <Loading received={classifier.receivedBytes} total={classifier.totalBytes} />
        ) : (
          <p className="sub">
            {answersElsewhere
              ? "Ready. Its answers stand below the pictures."
              : "Ready. Choose a picture to see its answer."}
          </p>
        )}
      </div>
      {ready && picture && input && result && (
        <Why
          model={classifier.model}
          modelName={model.name}
          picture={picture}
          framing={framing}
          input={input}
          probabilities={result.probabilities}
        />
      )}
      {ready && (
        <dl className="mt-3 flex flex-wrap gap-x-[22px] gap-y-0.5 text-xs">
          {result && <Fact name="run">{formatMilliseconds(result.milliseconds)}</Fact>}
          <Fact name="first load">{formatMilliseconds(classifier.model.loadMilliseconds)}</Fact>
          <Fact name="of it warm-up">{formatMilliseconds(classifier.model.warmUpMilliseconds)}</Fact>
          <Fact name="backend">{BACKEND_NAMES[(result ?? classifier.model).backend]}</Fact>
          <Fact name="agrees with the trainer within">
            <span data-golden-difference={classifier.model.goldenDifference}>
              {formatDifference(classifier.model.goldenDifference)}
            </span>
          </Fact>
        </dl>
      )}
      {ready && <PassedOver tried={(result ?? classifier.model).passedOver} />}
    </article>
  );
}

const optionName = ({ name, testAccuracy, publishedAt }: UsableModel) =>
  `${name}, ${formatPercent(testAccuracy)}${publishedAt === null ? ", private" : ""}`;

/** A difference in probability as per cent: rounding errors are far below what a bar shows. */
const formatDifference = (difference: number) =>
  difference < 1e-6 ? "0.0001\u00a0%" : `${(difference * 100).toPrecision(1)}\u00a0%`;

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex gap-1.5">
      <dt className="text-ink-3">{name}</dt>
      <dd className="text-ink-2">{children}</dd>
    </div>
  );
}

function Loading({ received, total }: { received: number; total: number }) {
  const share = total > 0 ? received / total : 0;
  return (
    <div className="flex h-[114px] flex-wrap content-center items-center gap-x-3.5 text-sm">
      <Meter share={share} tone="accent" label="Loading the model" className="min-w-32 flex-1" />
      <span className="text-ink-2">
        {total === 0
          ? "Asking for the model"
          : share < 1
            ? `${formatBytes(received)} of ${formatBytes(total)}`
            : "Testing it on this device"}
      </span>
    </div>
  );
}

function PassedOver({ tried }: { tried: readonly { backend: keyof typeof BACKEND_NAMES; reason: string }[] }) {
  if (tried.length === 0) return null;
  const reasons = tried.map(({ backend, reason }) => `${BACKEND_NAMES[backend]}: ${reason}`);
  return <p className="caption mt-1">Passed over: {reasons.join("; ")}.</p>;
}
