import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { TEST_TIMEOUT, Workplace } from "../test/workplace.ts";
import { beatTrainer, registerTrainer } from "./register-trainer.ts";

vi.setConfig({ testTimeout: TEST_TIMEOUT, hookTimeout: TEST_TIMEOUT });

let place: Workplace;
beforeEach(async () => {
  place = await Workplace.open();
});
afterEach(() => place.close());

it("says on which backbones a trainer can train, also those whose weights come later", async () => {
  const id = "01a21121-2d5c-72b7-8abd-f9b8dbcdfc86";
  const engine = {
    kind: "tensorflow",
    version: "2.21.0",
    tfjs: "4.22.0",
    device: "cpu",
    deviceName: "Test CPU",
    precision: "float32",
    threads: 2,
    node: "24.0.0",
    platform: "linux-x64",
  } as const;
  const read = async () => (await place.prisma.trainer.findUniqueOrThrow({ where: { id } })).backbones;
  const facts = { id, name: "vm", engine, slots: 1, codeVersion: "1.0.0" };
  const machine = { memoryBytes: 2 ** 34, memoryUsedBytes: 2 ** 33, load: 0.5 };
  await registerTrainer(place.prisma, { ...facts, backbones: ["efficientnet-lite0"] });
  expect(await read()).toEqual(["efficientnet-lite0"]);
  await beatTrainer(place.prisma, id, ["efficientnet-lite0", "xception"], machine);
  expect(await read()).toEqual(["efficientnet-lite0", "xception"]);
  await beatTrainer(place.prisma, id, [], machine);
  expect(await read()).toEqual([]);
  expect(await place.prisma.trainer.findUniqueOrThrow({ where: { id } })).toMatchObject({ ...facts, ...machine });
});
