import { expect, test } from "vitest";
import { Message } from "../protobuf-writer.ts";

const hex = (message: Message) => Buffer.from(message.finish()).toString("hex");

test.each([
  [0, "0800"],
  [127, "087f"],
  [128, "088001"],
  [300, "08ac02"],
  [16_383, "08ff7f"],
  [16_384, "08808001"],
  [2 ** 40, "08808080808020"],
  [-1, "08ffffffffffffffffff01"],
])("writes the integer %i as the format has it", (value, bytes) =>
  expect(hex(new Message().integer(1, value))).toBe(bytes),
);

test("writes messages in messages, of any number of fields", () => {
  expect(hex(new Message().message(20, new Message().string(1, "ab")))).toBe("a201040a026162");
  const many = new Message();
  for (let i = 0; i < 100_000; i++) many.integer(1, 7);
  expect(new Message().message(1, many).finish()).toHaveLength(200_000 + 4);
});
