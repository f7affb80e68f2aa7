/** Pictures, as far as code of ours reads their bytes: which format, how large, and whether a browser is to decode them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readImageHeader } from "../../app/_inference/image-header.ts";
import { refusal, workingSize } from "../../app/_inference/open-picture.ts";
import { mutatedBytes } from "../arbitraries/hostile.ts";
import { type FuzzTarget, fuzzTarget } from "../fuzz-target.ts";

/** Of 5 × 3 pixels, in base64. */
const PICTURES: Record<string, string> = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../app/_inference/test/fixtures/pictures.json"), "utf8"),
);
/** More is refused whatever the browser can. */
const MOST_PIXELS = 256e6;

export const pictureTargets: FuzzTarget[] = [
  fuzzTarget(
    "pictures",
    mutatedBytes(Object.values(PICTURES).map((text) => new Uint8Array(Buffer.from(text, "base64")))),
    (bytes) => {
      const header = readImageHeader(bytes);
      const refused = refusal(header, true);
      if (refused !== null) return;
      if (!("width" in header)) throw new Error("A picture without a size was let through.");
      const { width, height } = header;
      if (width * height > MOST_PIXELS) throw new Error(`${width} × ${height} pixels were let through.`);
      const size = workingSize(width, height);
      if (!(size.width >= 1 && size.height >= 1 && size.width <= 1024 && size.height <= 1024)) {
        throw new Error(`${width} × ${height} pixels would be kept as ${size.width} × ${size.height}.`);
      }
    },
  ),
];
