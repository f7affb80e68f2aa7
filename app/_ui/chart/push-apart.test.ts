import { describe, expect, it } from "vitest";
import { pushApart } from "./push-apart.ts";

describe("pushApart", () => {
  it("leaves alone what is far enough apart", () => expect(pushApart([80, 20], 15, 0, 100)).toEqual([80, 20]));
  it("pushes close ones apart in their order", () => expect(pushApart([52, 50], 15, 0, 100)).toEqual([65, 50]));
  it("stays inside at both ends", () => {
    expect(pushApart([98, 99], 15, 0, 100)).toEqual([85, 100]);
    expect(pushApart([-5, 2], 15, 0, 100)).toEqual([0, 15]);
  });
});
