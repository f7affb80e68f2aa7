import { expect, test } from "vitest";
import { refusalText } from "./refusal-text.ts";

test("the server's words are passed on, a network's are not", () => {
  expect(refusalText({ message: "This run has ended already.", data: { code: "CONFLICT" } })).toBe(
    "This run has ended already.",
  );
  expect(refusalText({ message: "Failed to fetch", data: undefined })).toContain("did not answer");
});
