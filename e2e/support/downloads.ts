/** What the menu of a chart saves. */
import { readFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import { decode } from "fast-png";

type Saved = { name: string; content: Buffer };

/** Chooses an entry of the menu whose button is called `Download …`. */
export async function download(page: Page, noun: string, entry: RegExp): Promise<Saved> {
  await page.getByRole("button", { name: `Download ${noun}`, exact: true }).click();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: entry }).click(),
  ]);
  return { name: file.suggestedFilename(), content: await readFile(await file.path()) };
}

/**
 * A chart can be taken along: as a picture of 300 dpi, as a drawing that is light whatever the theme and that other tools
 * can read, and its numbers twice. Returns the rows of the JSON.
 *
 * @param noun of the button: "the calibration diagram"
 * @param head first line of the CSV
 * @param words some that must stand in the drawing
 */
export async function expectDownloads(
  page: Page,
  noun: string,
  { head, words }: { head: string | RegExp; words: readonly string[] },
): Promise<Record<string, unknown>[]> {
  const png = await download(page, noun, /PNG/);
  const { data, channels, resolution, width, height } = decode(png.content, { checkCrc: true });
  expect(resolution, noun).toEqual({ x: 11_811, y: 11_811, unit: 1 });
  // White at its corner, and not only there.
  expect([...data.subarray(0, 3)], noun).toEqual([255, 255, 255]);
  let dark = 0;
  for (let i = 0; i < data.length; i += channels) dark += Number(data[i]) < 128 ? 1 : 0;
  expect(dark / (width * height), `${noun}: share of dark pixels`).toBeGreaterThan(0.002);

  const light = await drawing(page, noun, "light");
  expect(await drawing(page, noun, "dark"), `${noun} in the dark theme`).toBe(light);
  expect(light).not.toMatch(/var\(|oklab|color-mix|light-dark|class=|NaN|undefined/);
  const { size, error, text } = await page.evaluate((xml) => {
    const parsed = new DOMParser().parseFromString(xml, "image/svg+xml");
    const { documentElement: root } = parsed;
    const size = ["width", "height"].map((side) => Number.parseFloat(root.getAttribute(side) ?? ""));
    return { size, error: parsed.querySelector("parsererror")?.textContent, text: root.textContent };
  }, light);
  expect(error).toBeUndefined();
  for (const [i, pixels] of [width, height].entries()) expect(((size[i] ?? 0) / 25.4) * 300).toBeCloseTo(pixels, -1);
  // Lines end where a title is broken.
  for (const some of words) expect(unspaced(text ?? "")).toContain(unspaced(some));

  const [csv, json] = [await download(page, noun, /CSV/), await download(page, noun, /JSON/)];
  const lines = csv.content.toString().trimEnd().split("\r\n");
  expect(lines[0]).toMatch(head);
  const rows: Record<string, unknown>[] = JSON.parse(json.content.toString());
  expect(rows).toHaveLength(lines.length - 1);
  expect([png, csv, json].map(({ name }) => name.replace(/\.(png|csv|json)$/, ""))).toEqual(
    Array(3).fill(png.name.slice(0, -4)),
  );
  return rows;
}

const unspaced = (text: string) => text.replaceAll(/\s/g, "");

async function drawing(page: Page, noun: string, colorScheme: "light" | "dark"): Promise<string> {
  await page.emulateMedia({ colorScheme });
  const { content } = await download(page, noun, /SVG/);
  await page.emulateMedia({ colorScheme: null });
  return content.toString();
}
