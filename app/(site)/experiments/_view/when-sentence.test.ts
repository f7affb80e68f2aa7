import { expect, test } from "vitest";
import { whenSentence } from "./when-sentence.ts";

const now = Date.UTC(2026, 10, 23, 15, 50);
const inSeconds = (seconds: number) => new Date(now + seconds * 1000);

test("an idle trainer starts at once", () => {
  expect(whenSentence({ place: 1, expectedStart: inSeconds(0), note: "trainer-1 is free." }, now)).toEqual({
    title: "Starts at once",
    reason: "trainer-1 is free.",
  });
});

test("behind others it says the place and the time", () => {
  const { title, reason } = whenSentence(
    { place: 2, expectedStart: inSeconds(38), note: "One run is before it." },
    now,
  );
  expect(title).toBe("Place 2 in the queue");
  expect(reason.replaceAll("\u00a0", " ")).toBe("Starts in about 38 s. One run is before it.");
});

test("without a trainer there is no time to promise", () => {
  expect(whenSentence({ place: 1, expectedStart: null, note: "No trainer is connected." }, now)).toEqual({
    title: "Waits for a trainer",
    reason: "No trainer is connected.",
  });
});
