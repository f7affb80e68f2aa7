import { describe, expect, it } from "vitest";
import { channelHistograms, classCounts, meanImages, momentsOf } from "../image-statistics.ts";

describe("classCounts", () => {
  it("counts every class, also one without images", () => {
    expect(classCounts(Uint8Array.of(2, 0, 2, 2), 4)).toEqual([1, 0, 3, 0]);
  });
});

describe("channelHistograms", () => {
  it("keeps channels apart", () => {
    const [red, green] = channelHistograms(Uint8Array.of(0, 255, 7, 255, 7, 3), 2);
    expect([red?.length, red?.[0], red?.[7], red?.[255]]).toEqual([256, 1, 2, 0]);
    expect([green?.[255], green?.[3]]).toEqual([2, 1]);
  });
});

describe("momentsOf", () => {
  it("is mean and population deviation of bytes over 255", () => {
    const [histogram = []] = channelHistograms(Uint8Array.of(0, 0, 255, 255), 1);
    expect(momentsOf(histogram)).toEqual({ mean: 0.5, std: 0.5 });
  });
});

describe("meanImages", () => {
  it("averages the images of each class, rounded", () => {
    const images = Uint8Array.of(10, 20, 100, 200, 11, 23);
    expect([...meanImages({ images, labels: Uint8Array.of(1, 0, 1) }, 3, 2)]).toEqual([100, 200, 11, 22, 0, 0]);
  });
});
