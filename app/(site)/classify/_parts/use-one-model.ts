"use client";
import { useCallback, useEffect } from "react";
import { picturesInTurn, type TestPicture } from "../../../_inference/test-sheet.ts";
import { useClassification, useClassifier } from "../../../_inference/use-classifier.ts";
import type { OfferedPictures } from "./test-pictures.tsx";
import { topClasses } from "./top-classes.ts";
import type { UsableModel } from "./usable-model.ts";
import { useNetworkInputs } from "./use-network-inputs.ts";
import { usePicture } from "./use-picture.ts";

export type TriedModel = Pick<UsableModel, "name" | "manifestSha256" | "inputShape">;

/** Of the classes that are shown. */
const TOP = 5;

/** One model at work on one picture: the first that is offered, until the reader gives it another. */
export function useOneModel({ manifestSha256, inputShape }: TriedModel, { sheet, classes }: OfferedPictures) {
  const { picture, problem, open, take } = usePicture();
  const input = useNetworkInputs(picture, "crop", [inputShape])(inputShape);
  const classifier = useClassifier(manifestSha256);
  const { result, error } = useClassification(classifier.status === "ready" ? manifestSha256 : null, input);
  const choose = useCallback((chosen: TestPicture, label: string) => take(chosen, label), [take]);

  // Something to look at before anybody has chosen.
  useEffect(() => {
    if (picture || !sheet) return;
    const [first] = picturesInTurn(sheet, classes.length, 0, 1);
    if (first) take(first, classes[first.label] ?? "");
  }, [picture, sheet, classes, take]);

  return {
    /** What the network sees; null until there is a picture. */
    input,
    /** Which picture of the test set it is, if it is one. */
    test: picture?.origin.from === "test set" ? picture.origin : null,
    /** Why a file could not be opened. */
    problem,
    open,
    choose,
    classifier,
    result,
    answers: result && topClasses(result.probabilities, result.classes, TOP),
    /** Why there is no answer. */
    failure: classifier.status === "failed" ? classifier.message : error,
  };
}
