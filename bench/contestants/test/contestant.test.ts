import { expect, test } from "vitest";
import { Contestant } from "../contestant.ts";

const script = (text: string) => ({ program: process.execPath, args: ["-e", text] });

const READY = `console.log(JSON.stringify({ ready: true, setupSeconds: 1, versions: { some: "1.0" } }));`;

test("a contestant gets ready, trains when asked, and goes", async () => {
  const contestant = await Contestant.start(
    "some",
    script(`
      console.log("a line of its library's");
      ${READY}
      require("readline").createInterface({ input: process.stdin }).on("line", (line) => {
        console.log(JSON.stringify({ images: 32, seconds: JSON.parse(line).seconds }));
      });`),
  );
  expect(contestant.ready).toEqual({ ready: true, setupSeconds: 1, versions: { some: "1.0" } });
  expect(await contestant.train(5)).toEqual({ images: 32, seconds: 5 });
  expect(await contestant.train(6)).toEqual({ images: 32, seconds: 6 });
  await contestant.end();
});

test("one that fails says why", async () => {
  const failing = script(`console.error("no module named some"); process.exit(3);`);
  await expect(Contestant.start("some", failing)).rejects.toThrow(
    "some failed with exit status 3.\nno module named some",
  );
});

test("one that fails while it trains says why", async () => {
  const contestant = await Contestant.start(
    "some",
    script(`${READY} process.stdin.once("data", () => { throw new Error("out of memory"); });`),
  );
  await expect(contestant.train(5)).rejects.toThrow("out of memory");
});

test("one that cannot be started says why", async () => {
  await expect(Contestant.start("some", { program: "no-such-program", args: [] })).rejects.toThrow("did not start");
});

test("one that goes too early is noticed", async () => {
  await expect(Contestant.start("some", script(""))).rejects.toThrow("some ended before it was told to");
});

test("what is not understood is shown", async () => {
  const contestant = await Contestant.start(
    "some",
    script(`${READY} setTimeout(() => console.log('{"images":0}'), 50)`),
  );
  await expect(contestant.train(5)).rejects.toThrow('some said {"images":0}');
});
