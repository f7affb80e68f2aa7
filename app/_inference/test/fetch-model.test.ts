import { expect, test } from "vitest";
import { InferenceError } from "../fetch-artefact.ts";
import { parseManifest } from "../fetch-model.ts";

test("a description that cannot be read is refused in words, whether it is no JSON or another's", () => {
  for (const text of ["<html>", "{}"]) {
    const bytes = new TextEncoder().encode(text);
    expect(() => parseManifest(bytes)).toThrow(InferenceError);
    expect(() => parseManifest(bytes, "the model of deeper")).toThrow("The description of the model of deeper cannot");
  }
});
