"use client";
import { BACKBONES } from "#domain/backbones/catalogue";
import { Figure, Figures, Measure } from "../../../../_ui/figures.tsx";
import { formatCount, formatPercent } from "../../../../_ui/numbers.ts";
import { Ruler } from "../../../../_ui/ruler.tsx";
import { useNow } from "../../_parts/use-now.ts";
import { aboutParts } from "../../_view/about-duration.ts";
import { featuresLeft } from "../../_view/features-left.ts";
import type { FeatureProgress, RunDetail } from "../../_view/run-types.ts";
import { stateInWords } from "../../_view/state-in-words.ts";

/** How far the features of a backbone are, before the training that reads them. */
export function FeaturesProgress({ run, features }: { run: RunDetail; features: FeatureProgress }) {
  const clock = useNow(true);
  const { phase, done, total, imagesPerSecond } = features;
  const left = featuresLeft(features);
  const share = total > 0 ? done / total : 0;
  const elapsed = run.startedAt && clock ? Math.max(0, (clock - run.startedAt.getTime()) / 1000) : null;
  const { backbone } = run.spec.architecture;
  const title = backbone ? BACKBONES[backbone.id].title : "The backbone";
  return (
    <section aria-label="Progress">
      <Ruler epochs={1} done={share} label="Features" text={`${formatCount(done)} of ${formatCount(total)} pictures`} />
      <Figures layout="row" className="mt-4">
        <Figure label={phase === "waiting" ? "now" : "left"} lead loading={phase !== "waiting" && left === null}>
          {phase === "waiting" ? "waiting" : left !== null && <Measure parts={aboutParts(left)} />}
        </Figure>
        <Figure label={phase === "checking" ? "pictures checked" : "pictures"}>
          {formatCount(done)} <small>of {formatCount(total)}</small>
        </Figure>
        <Figure label="pictures / s">
          {formatCount(imagesPerSecond === null ? null : Math.round(imagesPerSecond))}
        </Figure>
        <Figure label="elapsed">{elapsed === null ? "–" : <Measure parts={aboutParts(elapsed)} />}</Figure>
        <Figure label={stateInWords({ ...run, command: "none" })}>
          {formatPercent(share, 0, "")} <small>%</small>
        </Figure>
        <Figure label="then, training">
          {run.epochs} <small>{run.epochs === 1 ? "epoch" : "epochs"}</small>
        </Figure>
      </Figures>
      <p className="caption mt-3 max-w-[120ch] text-pretty">{sentenceOf(phase, title)}</p>
    </section>
  );
}

function sentenceOf(phase: FeatureProgress["phase"], title: string): string {
  switch (phase) {
    case "computing":
      return `${title} answers to each picture once. The answers, its features, are kept: every run that needs the same begins to train at once.`;
    case "checking":
      return "The features were computed by an earlier run. They are compared with their checksums before they are used.";
    case "fetching":
      return "Another trainer has computed the features. They are fetched from the store, and checked.";
    case "waiting":
      return "Another run computes the same features. This one begins to train when they are there, and goes on computing them should the other end.";
  }
}
