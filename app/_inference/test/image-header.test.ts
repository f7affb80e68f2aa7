import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readImageHeader } from "../image-header.ts";
import { refusal } from "../open-picture.ts";

/** Pictures of 5 × 3 pixels, written by Pillow 12, in base64. */
const PICTURES: Record<string, string> = JSON.parse(
  readFileSync(new URL("fixtures/pictures.json", import.meta.url), "utf8"),
);
const picture = (name: string) => new Uint8Array(Buffer.from(PICTURES[name] ?? "", "base64"));
const text = (words: string) => new TextEncoder().encode(words);

describe("readImageHeader", () => {
  test.each([
    ["png", "png", false],
    ["apng", "png", true],
    ["jpeg", "jpeg", false],
    ["jpegTurned", "jpeg", false],
    ["jpegProgressive", "jpeg", false],
    ["gif", "gif", false],
    ["gifAnimated", "gif", true],
    ["webp", "webp", false],
    ["webpLossless", "webp", false],
    ["webpAlpha", "webp", false],
    ["webpAnimated", "webp", true],
  ])("%s", (name, format, animated) => {
    expect(readImageHeader(picture(name))).toEqual({ format, width: 5, height: 3, animated });
  });

  test.each([
    ["bmp", picture("bmp")],
    ["tiff", picture("tiff")],
    ["heic", text("\0\0\0\x18ftypheic\0\0\0\0")],
    ["avif", text("\0\0\0\x18ftypavif\0\0\0\0")],
    ["svg", text('<?xml version="1.0"?>\n<!-- drawn -->\n<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ["pdf", text("%PDF-1.7")],
    ["unknown", text("a letter")],
    ["unknown", new Uint8Array()],
  ])("recognises %s", (format, bytes) => {
    expect(readImageHeader(bytes)).toEqual({ format });
  });

  test("a header that is cut off is damaged, wherever the cut is", () => {
    const atLeast = { png: 24, jpeg: 200, gif: 11, webp: 30 };
    for (const [format, length] of Object.entries(atLeast)) {
      for (let cut = 12; cut < length; cut += 1) {
        const header = readImageHeader(picture(format).subarray(0, cut));
        if ("width" in header) expect(header).toMatchObject({ width: 5, height: 3 });
        else expect(header.format === "unknown" || "damaged" in header).toBe(true);
      }
    }
    expect(readImageHeader(picture("png").subarray(0, 20))).toEqual({ format: "png", damaged: true });
  });

  test("a picture without height is damaged", () => {
    const bytes = picture("png");
    bytes.set([0, 0, 0, 0], 20);
    expect(readImageHeader(bytes)).toEqual({ format: "png", damaged: true });
  });
});

describe("refusal", () => {
  test("lets ordinary pictures pass", () => {
    expect(refusal({ format: "jpeg", width: 8160, height: 6144, animated: false }, false)).toBeNull();
  });

  test("lets a JPEG of 100 megapixels pass where the browser makes it smaller while it decodes", () => {
    const large = { format: "jpeg", width: 11_648, height: 8_736, animated: false } as const;
    expect(refusal(large, true)).toBeNull();
    expect(refusal(large, false)).toContain("102 megapixels; at most 64");
    expect(refusal({ ...large, width: 60_000 }, true)).toContain("524 megapixels; at most 256");
    expect(refusal({ ...large, format: "png" }, true)).toContain("at most 64 are read of a PNG, 256 of a JPEG");
  });

  test("names the megapixels of a picture that would fill the memory", () => {
    const message = refusal({ format: "png", width: 14_000, height: 14_000, animated: false }, false);
    expect(message).toContain("14,000 × 14,000");
    expect(message).toContain("196 megapixels; at most 64");
  });

  test.each([
    [{ format: "heic" }, /HEIC.*JPEG or PNG/],
    [{ format: "svg" }, /drawing/],
    [{ format: "unknown" }, /Choose a PNG, JPEG, WebP or GIF/],
    [{ format: "gif", width: 5, height: 3, animated: true }, /moves/],
    [{ format: "webp", damaged: true }, /WEBP file is damaged/],
  ] as const)("says what %o is and what to do", (header, message) => {
    expect(refusal(header, true)).toMatch(message);
  });
});
