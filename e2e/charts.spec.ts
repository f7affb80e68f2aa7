/** The charts of a run: how they are read, changed and saved, and that what is saved is what was measured. */
import type { Page } from "@playwright/test";
import { decode } from "fast-png";
import { download, expectDownloads } from "./support/downloads.ts";
import { launch, runState } from "./support/launch.ts";
import { newPerson, signUp } from "./support/person.ts";
import { expect, test } from "./support/test.ts";

const chart = (page: Page, title: string) => page.getByRole("slider", { name: new RegExp(`^${title}( in %)? by`) });
/** Charts are drawn when they come into view. */
async function drawn(page: Page, title: string) {
  await chart(page, title).scrollIntoViewIfNeeded();
  await expect(chart(page, title)).toHaveAttribute("data-drawn", "true", { timeout: 90_000 });
}
const readOut = (page: Page, title: string) =>
  page
    .getByRole("figure")
    .filter({ has: chart(page, title) })
    .locator("figcaption");
const rangeOf = async (page: Page, title: string) => {
  const [from, to] = await Promise.all(
    ["aria-valuemin", "aria-valuemax"].map((name) => chart(page, title).getAttribute(name)),
  );
  return { from: Number(from), to: Number(to) };
};

async function drag(page: Page, title: string, from: number, to: number) {
  await chart(page, title).scrollIntoViewIfNeeded();
  const box = await chart(page, title).boundingBox();
  if (!box) throw new Error(`There is no chart of ${title}.`);
  await page.mouse.move(box.x + box.width * from, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * to, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
}

/** In their order. Names of parts are left out: the library numbers them over all drawings. */
const coloursOf = (svg: Buffer) => svg.toString().match(/rgb\([^)]+\)|#[\da-f]{6}/g);

/** What the API says of the loss of a run, step by step. */
async function lossByStep(page: Page, id: string): Promise<{ step: number; loss: number }[]> {
  const input = encodeURIComponent(JSON.stringify({ json: { ids: [id], metrics: ["loss"], buckets: 1000 } }));
  const answer = await page.request.get(`/api/trpc/series.points?input=${input}`);
  const [columns] = (await answer.json()).result.data.json.columns;
  const floats = (base64: string) => {
    const bytes = Buffer.from(base64, "base64");
    return Array.from({ length: bytes.length / 8 }, (_, index) => bytes.readDoubleBE(index * 8));
  };
  const losses = floats(columns.metrics.loss.mean);
  return floats(columns.step).map((step, index) => ({ step, loss: losses[index] ?? Number.NaN }));
}

test("charts of a run are read, zoomed, changed and saved", async ({ page }) => {
  test.setTimeout(240_000);
  await signUp(page, newPerson("sorrel"));
  const id = await launch(page, { preset: "scratch", name: "curves", epochs: 4, images: 1000 });
  // Live: its line is there before the run has ended.
  await drawn(page, "Loss");
  await expect(runState(page, "succeeded")).toBeVisible({ timeout: 120_000 });
  await drawn(page, "Accuracy");
  await expect(chart(page, "Accuracy")).toHaveAccessibleName(
    /validation [\d.]+ at epoch 4; best [\d.]+ at epoch [1-4]/,
  );

  await test.step("the crosshair is shared", async () => {
    // What a run that has just ended brings may still move the chart away from under the pointer.
    await expect(async () => {
      await chart(page, "Accuracy").hover({ position: { x: 300, y: 100 } });
      const place = await readOut(page, "Accuracy").locator("b").textContent({ timeout: 1_000 });
      expect(place).toMatch(/^epoch [1-4]$/);
      await expect(readOut(page, "Loss").locator("b")).toHaveText(place ?? "", { timeout: 1_000 });
    }).toPass();
    await expect(readOut(page, "Loss")).toContainText(/train \d\.\d{3}.*validation \d\.\d{3}/);
  });

  await test.step("by keyboard: values, zoom and back", async () => {
    await chart(page, "Loss").focus();
    await page.keyboard.press("Home");
    await expect(chart(page, "Loss")).toHaveAttribute("aria-valuetext", /^epoch 1: train \d/);
    await page.keyboard.press("ArrowRight");
    await expect(chart(page, "Loss")).toHaveAttribute("aria-valuetext", /^epoch 2: train \d/);
    const whole = await rangeOf(page, "Loss");
    await page.keyboard.press("+");
    await expect.poll(async () => (await rangeOf(page, "Accuracy")).to).toBeLessThan(whole.to);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await expect.poll(() => rangeOf(page, "Accuracy")).toEqual(whole);
  });

  await test.step("another axis, smoothing and scale, for all charts and in the address", async () => {
    await page.getByRole("button", { name: "x: epoch" }).first().click();
    await page.getByRole("menuitemradio", { name: "Step" }).click();
    await expect(chart(page, "Learning rate")).toHaveAccessibleName(/by step/);
    await page.getByRole("button", { name: "Chart settings" }).first().click();
    await page.getByRole("button", { name: "Exponential" }).click();
    await page.getByLabel("Logarithmic scale").check();
    await page.getByLabel("Clip outliers").check();
    await page.keyboard.press("Escape");
    const address = () => Object.fromEntries(new URL(page.url()).searchParams);
    await expect.poll(address).toEqual({ x: "step", y: "log", smooth: "ema-0.6", clip: "1" });
    await page.reload();
    await drawn(page, "Loss");
    await expect(chart(page, "Loss")).toHaveAccessibleName(/^Loss by step/);
    await chart(page, "Loss").hover({ position: { x: 300, y: 100 } });
    await expect(readOut(page, "Loss")).toContainText(/^step [\d,]+train [\d.]+ \([\d.]+/);
  });

  await test.step("by time: since the start, and by the clock", async () => {
    for (const [from, to, said] of [
      ["step", "Time since the start", /^\d+:\d\d: train \d/],
      ["time", "Clock time", /^\d\d:\d\d:\d\d: train \d/],
    ] as const) {
      await page
        .getByRole("button", { name: `x: ${from}` })
        .first()
        .click();
      await page.getByRole("menuitemradio", { name: to }).click();
      await chart(page, "Loss").press("Home");
      await expect(chart(page, "Loss")).toHaveAttribute("aria-valuetext", said);
      await chart(page, "Loss").press("Escape");
    }
    await page.goto(`${new URL(page.url()).pathname}?x=step&y=log&smooth=ema-0.6&clip=1`);
    await drawn(page, "Loss");
    await drawn(page, "Learning rate");
  });

  await test.step("dragging zooms all charts, a double click shows all again", async () => {
    const whole = await rangeOf(page, "Loss");
    await drag(page, "Loss", 0.3, 0.5);
    await expect.poll(async () => (await rangeOf(page, "Loss")).from).toBeGreaterThan(whole.from);
    const near = await rangeOf(page, "Loss");
    expect(near.to).toBeLessThan(whole.to);
    expect(await rangeOf(page, "Learning rate")).toEqual(near);
    await expect(page.getByRole("button", { name: "Reset zoom" }).first()).toBeVisible();
    await chart(page, "Learning rate").dblclick();
    await expect.poll(() => rangeOf(page, "Loss")).toEqual(whole);
  });

  await test.step("pictures are of the size of print, numbers those that were measured", async () => {
    const png = await download(page, "Loss", /PNG/);
    expect(png.name).toBe("curves, loss.png");
    const picture = decode(png.content, { checkCrc: true });
    expect(picture.resolution).toEqual({ x: 11_811, y: 11_811, unit: 1 });
    expect(picture.width / 300).toBeCloseTo(170 / 25.4, 1);
    expect([...picture.data.subarray(0, 3)]).toEqual([255, 255, 255]);

    const svg = await download(page, "Loss", /SVG/);
    const root = await page.evaluate((text) => {
      const { documentElement } = new DOMParser().parseFromString(text, "image/svg+xml");
      return {
        name: documentElement.tagName,
        width: documentElement.getAttribute("width"),
        text: documentElement.textContent,
      };
    }, svg.content.toString());
    expect(root).toMatchObject({ name: "svg", width: "170mm" });
    expect(root.text).toContain("validation");
    await page.emulateMedia({ colorScheme: "dark" });
    const dark = await download(page, "Loss", /SVG/);
    expect(coloursOf(dark.content), "in the dark theme").toEqual(coloursOf(svg.content));
    await page.emulateMedia({ colorScheme: null });

    const measured = await lossByStep(page, id);
    expect(measured.length).toBeGreaterThan(3);
    const csv = (await download(page, "Loss", /CSV/)).content.toString().trim().split("\r\n");
    expect(csv[0]).toBe("run,series,role,step,value,min,max,nonFinite");
    const rows = csv.slice(1).map((line) => line.split(","));
    const train = rows.filter((cells) => cells[2] === "train");
    expect(train.map((cells) => ({ step: Number(cells[3]), loss: Number(cells[4]) }))).toEqual(measured);
    expect(rows.filter((cells) => cells[2] === "validation")).toHaveLength(4);

    const json = JSON.parse((await download(page, "Loss", /JSON/)).content.toString());
    const [line] = json.series.filter(({ role }: { role: string }) => role === "train");
    expect(line.points.map(({ x, y }: { x: number; y: number }) => ({ step: x, loss: y }))).toEqual(measured);
  });

  await test.step("published, it is the second point of the leaderboard's scatter, which can be saved as well", async () => {
    await page.getByRole("button", { name: "Public" }).click();
    await expect(page.getByText("Everybody sees this model.")).toBeVisible();
    await page.goto("/leaderboard");
    const points = await expectDownloads(page, "the scatter", {
      head: /^model,author,test accuracy,95 % half-width,parameters,/,
      words: ["Test accuracy, %, against parameters", "Pareto front", "parameters, log scale"],
    });
    expect(points.map(({ model }) => model)).toContain("curves");
  });
});
