import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { historyFiles, packArchive, textFile } from "./report-archive.ts";
import { sampleReport } from "./sample-report.ts";

const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);
const unpack = async (files: Parameters<typeof packArchive>[0], onPacked: (files: number) => void = () => {}) => {
  const parts = await packArchive(files, new AbortController().signal, onPacked);
  return unzipSync(new Uint8Array(await new Blob(parts).arrayBuffer()));
};

describe("the archive of a report", () => {
  it("gives back the bytes that were put in, told file by file", async () => {
    const weights = Uint8Array.from({ length: 100_000 }, (_, i) => (i * 31) % 251);
    const packed: number[] = [];
    const files = [textFile("report.html", "<p>ä</p>"), { path: "models/scratch/0a", bytes: weights }];
    const found = await unpack(files, (count) => packed.push(count));
    expect(Object.keys(found)).toEqual(["report.html", "models/scratch/0a"]);
    expect(text(found["report.html"])).toBe("<p>ä</p>");
    expect(found["models/scratch/0a"]).toEqual(weights);
    expect(packed).toEqual([1, 2]);
  });

  it("stops when it is asked to", async () => {
    const controller = new AbortController();
    const packing = packArchive([textFile("a.csv", "1"), textFile("b.csv", "2")], controller.signal, () =>
      controller.abort(),
    );
    await expect(packing).rejects.toThrow();
  });

  it("has the histories as CSV and as JSON", async () => {
    const found = await unpack(historyFiles(sampleReport()));
    expect(Object.keys(found).sort()).toEqual([
      "histories/deeper.csv",
      "histories/histories.json",
      "histories/scratch.csv",
    ]);
    expect(text(found["histories/scratch.csv"]).split("\r\n")).toHaveLength(12);
    const histories = JSON.parse(text(found["histories/histories.json"]));
    expect(histories[1].network).toBe("deeper");
    expect(histories[1].epochs[9]).toEqual({
      epoch: 10,
      trainAccuracy: 0.7513,
      validationAccuracy: 0.7327,
      trainLoss: 0.7001,
      validationLoss: 0.7988,
    });
  });
});
