import { readFileSync } from "node:fs";
import { encode } from "fast-png";
import { describe, expect, it } from "vitest";
import { reportPdf } from "./report-pdf.ts";
import { sampleReport } from "./sample-report.ts";

const font = (name: string) =>
  new Uint8Array(readFileSync(`node_modules/geist/dist/fonts/geist-sans/Geist-${name}.ttf`));
const fonts = { regular: font("Regular"), strong: font("SemiBold") };
const grey = (value: number) =>
  encode({ width: 16, height: 7, channels: 3, data: new Uint8Array(16 * 7 * 3).fill(value) });
const images = {
  figures: { accuracy: grey(100), loss: grey(150) },
  aspect: 7 / 16,
  samples: { png: grey(200), aspect: 1 },
};

/** Stands in for a canvas, and tells what it was asked to draw. */
const drawn: string[] = [];
const drawText = (text: string) => {
  drawn.push(text);
  return { png: `data:image/png;base64,${Buffer.from(grey(0)).toString("base64")}`, height: 5 };
};
const made = (...args: Parameters<typeof sampleReport>) =>
  Buffer.from(reportPdf(sampleReport(...args), images, fonts, drawText)).toString("latin1");
const pagesOf = (pdf: string) => pdf.match(/\/Type \/Page\b(?!s)/g)?.length ?? 0;

describe("the report as a PDF", () => {
  const pdf = made();

  it("is a whole PDF of several pages with its title and its pictures", () => {
    expect(pdf.slice(0, 5)).toBe("%PDF-");
    expect(pdf.trimEnd().slice(-5)).toBe("%%EOF");
    expect(pagesOf(pdf)).toBeGreaterThan(3);
    expect(pdf).toContain("/Title (Lab 2: shallow, deeper, pretrained)");
    expect(pdf.match(/\/Subtype \/Image/g)).toHaveLength(3);
    expect(pdf).toContain("/BaseFont /Geist");
  });

  it("goes on on another page when the student has much to say", () => {
    expect(pagesOf(made("Fern", { expected: "A long answer. ".repeat(330) }))).toBeGreaterThan(pagesOf(pdf));
  });

  it("draws what its font has no letters for, and nothing else", () => {
    drawn.length = 0;
    made("Fern", { expected: "Größe, Ωmega and Привет\n深い方が良い" });
    expect(drawn).toEqual(["深い方が良い"]);
  });
});
