"use client";
import { DATASETS } from "#domain/datasets/catalogue";
import { Plate } from "../../../../_ui/plate.tsx";
import { OneModel } from "../../../classify/_parts/one-model.tsx";
import { StaysHere } from "../../../classify/_parts/stays-here.tsx";
import { useGoldenPictures } from "../../../classify/_parts/use-golden-pictures.ts";
import type { ModelDetail } from "./model-detail.ts";

type TryModelProps = {
  /** Of the section. */
  id: string;
  model: Pick<ModelDetail, "name" | "manifestSha256" | "spec" | "classes">;
  /** Of its data set's published pictures; null before there are any. */
  indexSha256: string | null;
};

/** The model at work on its own page, for whoever sees it there alone. */
export function TryModel({ id, model: { name, manifestSha256, spec, classes }, indexSha256 }: TryModelProps) {
  const offered = useGoldenPictures(manifestSha256, indexSha256, classes);
  return (
    <Plate id={id} title="Try it" className="mt-2! mb-8">
      <div className="grid max-w-[560px] gap-3">
        <OneModel model={{ name, manifestSha256, inputShape: DATASETS[spec.dataset].image }} offered={offered} />
        <StaysHere />
      </div>
    </Plate>
  );
}
