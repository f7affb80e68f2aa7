/** Where pictures of the studio come from: each source leads to the same numbers, and what cannot be read says why. */
import type { Locator, Page } from "@playwright/test";
import { decode } from "fast-png";
import { BLOCK, drawnJpeg, drawnPng } from "./support/drawn-pictures.ts";
import { longestTask } from "./support/main-thread.ts";
import { chooseFiles, networkView, toneAt } from "./support/network-view.ts";
import { publishedModel } from "./support/published-model.ts";
import { expect, test as plain } from "./support/test.ts";
import { testPicture } from "./support/test-picture.ts";

const withArguments = (...more: string[]) =>
  plain.extend({
    launchOptions: [
      async ({ launchOptions }, use) => use({ ...launchOptions, args: [...(launchOptions.args ?? []), ...more] }),
      { scope: "worker" },
    ],
  });

const CAMERAS = "--use-fake-device-for-media-stream=device-count=2";
/** A browser with two cameras that show moving patterns, and a person who lets pages use them. */
const test = withArguments(CAMERAS, "--use-fake-ui-for-media-stream");
/** The same with a person who does not. */
const refusing = withArguments(CAMERAS);

const answers = (page: Page): Locator => page.locator("article ol li");

async function openStudio(page: Page): Promise<void> {
  const { id } = await publishedModel(page);
  await page.goto(`/classify?model=${id}`);
  await expect(page.locator("[data-golden-difference]")).toBeVisible({ timeout: 60_000 });
}

/** A file in the hands of the page, as base64. */
async function pngInPage(index: number) {
  const { name, buffer } = await testPicture(index);
  return { name, content: buffer.toString("base64"), pixels: [...decode(buffer).data] };
}

test("a picture that is chosen, dropped or pasted reaches the network unchanged", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openStudio(page);

  const chosen = await testPicture(3);
  await chooseFiles(page, [chosen]);
  await expect(answers(page)).toHaveCount(5);
  await expect.poll(() => networkView(page)).toEqual([...decode(chosen.buffer).data]);

  for (const [index, event] of ["drop", "paste"].entries()) {
    const { pixels, ...picture } = await pngInPage(20 + index);
    await page.getByRole("region", { name: "Drop pictures here" }).evaluate(
      (target, { name, content, event }) => {
        const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
        const data = new DataTransfer();
        data.items.add(new File([bytes], name, { type: "image/png" }));
        const carried = event === "drop" ? { dataTransfer: data } : { clipboardData: data };
        const Kind = event === "drop" ? DragEvent : ClipboardEvent;
        target.dispatchEvent(new Kind(event, { ...carried, bubbles: true, cancelable: true }));
      },
      { ...picture, event },
    );
    await expect.poll(() => networkView(page), event).toEqual(pixels);
  }

  const { pixels, content } = await pngInPage(30);
  await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    await navigator.clipboard.write([new ClipboardItem({ "image/png": new Blob([bytes], { type: "image/png" }) })]);
  }, content);
  await page.getByRole("button", { name: "Paste" }).click();
  await expect.poll(() => networkView(page), "Paste button").toEqual(pixels);
});

test("a picture of the test set comes with its true class", async ({ page }) => {
  await openStudio(page);
  const choice = page.getByRole("button", { name: /^Try .+, test picture/ }).first();
  const [, label, number] =
    /^Try (.+), test picture ([\d,]+)$/.exec((await choice.getAttribute("aria-label")) ?? "") ?? [];
  await choice.click();
  await expect(page.getByText(new RegExp(`Test picture ${number}, a picture of an? ${label}\\.`))).toBeVisible();
  await expect(answers(page)).toHaveCount(5);
  const { buffer } = await testPicture(Number(number?.replace(",", "")));
  expect(await networkView(page)).toEqual([...decode(buffer).data]);
});

test("the camera is classified while it moves, takes a picture by Space, and is turned off at once", async ({
  page,
}) => {
  await openStudio(page);
  const video = page.getByLabel("What the camera sees");
  await expect(video).toHaveCount(0);
  await page.getByRole("button", { name: "Camera", exact: true }).click();
  const shutter = page.getByRole("button", { name: "Take the picture" });
  await expect(shutter).toBeFocused();
  const stream = await video.evaluateHandle((element: HTMLVideoElement) => element.srcObject as MediaStream);
  const tracks = () => stream.evaluate((one) => one.getTracks().map(({ kind, readyState }) => [kind, readyState]));
  expect(await tracks()).toEqual([["video", "live"]]);
  await expect(answers(page)).toHaveCount(5);
  const before = await networkView(page);
  await expect.poll(() => networkView(page), "the picture moves").not.toEqual(before);

  await page.getByLabel("Classify while it moves").uncheck();
  await expect(answers(page)).toHaveCount(0);
  await shutter.focus();
  await page.keyboard.press("Space");
  await expect(video).toHaveCount(0);
  expect(await tracks()).toEqual([["video", "ended"]]);
  await expect(answers(page)).toHaveCount(5);
  await expect(page.getByRole("button", { name: "Frame of what the network sees" })).toBeVisible();
});

test("the camera can be changed for another, and leaving the page turns it off", async ({ page }) => {
  await openStudio(page);
  await page.getByRole("button", { name: "Camera", exact: true }).click();
  const video = page.getByLabel("What the camera sees");
  const device = () =>
    video.evaluate((element: HTMLVideoElement) =>
      (element.srcObject as MediaStream | null)
        ?.getVideoTracks()
        .map((track) => track.getSettings().deviceId)
        .join(),
    );
  await expect(page.getByRole("button", { name: "Take the picture" })).toBeEnabled();
  const first = await device();
  await page.getByRole("button", { name: "Other camera" }).click();
  await expect.poll(device).not.toBe(first);
  await expect(page.getByRole("button", { name: "Take the picture" })).toBeEnabled();

  const stream = await video.evaluateHandle((element: HTMLVideoElement) => element.srcObject as MediaStream);
  await page.getByRole("link", { name: "Leaderboard" }).first().click();
  await expect(video).toHaveCount(0);
  expect(await stream.evaluate((one) => one.getTracks().map(({ readyState }) => readyState))).toEqual(["ended"]);
});

test("who comes from another page of the site gets the camera too; no other page may ask for it", async ({ page }) => {
  await publishedModel(page);
  const allowed = () =>
    page.evaluate(() =>
      (
        document as Document & { featurePolicy?: { allowsFeature(name: string): boolean } }
      ).featurePolicy?.allowsFeature("camera"),
    );
  expect(await allowed()).toBe(false);
  await page.getByRole("link", { name: "Classify" }).first().click();
  await page.getByRole("button", { name: "Camera", exact: true }).click();
  await expect(page.getByRole("button", { name: "Take the picture" })).toBeEnabled({ timeout: 60_000 });
  await page.getByRole("button", { name: "Close" }).click();
  await page.reload();
  await expect(page.getByRole("button", { name: "Camera", exact: true })).toBeVisible();
  await expect(page.getByLabel("What the camera sees")).toHaveCount(0);
});

test("the whole picture instead of a square: padded with its mean colour, and remembered", async ({ page }) => {
  await openStudio(page);
  const wide = drawnJpeg({ columns: 16, rows: 8, tone: (_, column) => (column < 8 ? 60 : 180) });
  await chooseFiles(page, [{ name: "wide.jpg", mimeType: "image/jpeg", buffer: wide }]);
  await expect(page.getByRole("button", { name: "Frame of what the network sees" })).toBeVisible();
  expect(toneAt(await networkView(page), 0, 0)).toBe(60);
  await page.getByRole("button", { name: "Whole picture" }).click();
  await expect(page.getByRole("button", { name: "Frame of what the network sees" })).toHaveCount(0);
  await expect(page.getByText("what it leaves empty has its mean colour")).toBeVisible();
  const fitted = await networkView(page);
  expect([toneAt(fitted, 0, 0), toneAt(fitted, 31, 31)]).toEqual([120, 120]);
  expect([toneAt(fitted, 16, 0), toneAt(fitted, 16, 31)]).toEqual([60, 180]);
  await page.reload();
  await chooseFiles(page, [{ name: "wide.jpg", mimeType: "image/jpeg", buffer: wide }]);
  await expect(page.getByRole("button", { name: "Whole picture" })).toHaveAttribute("aria-pressed", "true");
});

test("a photograph is upright, whichever way its camera was held", async ({ page }) => {
  await openStudio(page);
  const drawing = {
    columns: 4,
    rows: 4,
    tone: (row: number, column: number) => 40 + (row < 2 ? 0 : 120) + (column < 2 ? 0 : 60),
  };
  for (let orientation = 1; orientation <= 8; orientation += 1) {
    const buffer = drawnJpeg(drawing, orientation);
    await chooseFiles(page, [{ name: `${orientation}.jpg`, mimeType: "image/jpeg", buffer }]);
    const side = 4 * BLOCK;
    const corners = async () => {
      const view = await networkView(page);
      return [
        toneAt(view, 0, 0),
        toneAt(view, 0, side - 1),
        toneAt(view, side - 1, 0),
        toneAt(view, side - 1, side - 1),
      ];
    };
    await expect.poll(corners, `orientation ${orientation}`).toEqual([40, 100, 160, 220]);
    await chooseFiles(page, [await testPicture(orientation)]);
    await expect.poll(corners).not.toEqual([40, 100, 160, 220]);
  }
});

test("a picture of 100 megapixels never freezes the page: a JPEG is read, turned upright, a PNG refused", async ({
  page,
  browser,
}) => {
  await openStudio(page);
  const drawing = { columns: 1500, rows: 1000, tone: (row: number) => (row < 500 ? 50 : 200) };
  const jpeg = drawnJpeg(drawing, 6);
  const png = drawnPng(10_000, 10_000);
  const longest = await longestTask(browser, page, async () => {
    await chooseFiles(page, [{ name: "large.jpg", mimeType: "image/jpeg", buffer: jpeg }]);
    await expect(answers(page)).toHaveCount(5, { timeout: 60_000 });
    const view = await networkView(page);
    expect([toneAt(view, 4, 4), toneAt(view, 27, 27)]).toEqual([50, 200]);

    await chooseFiles(page, [{ name: "large.png", mimeType: "image/png", buffer: png }]);
    await expect(page.getByRole("alert").filter({ hasText: "10,000 × 10,000 pixels" })).toContainText(
      "100 megapixels; at most 64 are read of a PNG, 256 of a JPEG. Make it smaller",
    );
  });
  expect(longest).toBeLessThan(200);
});

test("what cannot be read says what it is and what to do", async ({ page }) => {
  await openStudio(page);
  const expected = [
    ["phone.heic", Buffer.from("\0\0\0\x18ftypheic\0\0\0\0", "latin1"), /HEIC picture.*Save it as JPEG or PNG/],
    ["drawing.svg", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), /SVG drawing.*Export it as PNG/],
    ["letter.txt", Buffer.from("Dear network"), /not a picture that can be read/],
    ["broken.jpg", drawnJpeg({ columns: 4, rows: 4, tone: () => 9 }).subarray(0, 40), /JPEG file is damaged/],
  ] as const;
  for (const [name, buffer, words] of expected) {
    await chooseFiles(page, [{ name, mimeType: "image/png", buffer }]);
    await expect(page.getByRole("alert").filter({ hasText: words }), name).toBeVisible();
  }
});

for (const [name, variant, words] of [
  ["refused", refusing, /was refused\. Allow it beside the address/],
  ["not there", plain, /No camera was found\. Connect one/],
] as const) {
  variant(`a camera that is ${name} says what to do`, async ({ page }) => {
    await openStudio(page);
    await page.getByRole("button", { name: "Camera", exact: true }).click();
    await expect(page.getByRole("heading", { name: "The camera is off" })).toBeVisible();
    await expect(page.getByRole("alert").filter({ hasText: words })).toBeVisible();
    await page.getByRole("button", { name: "Close" }).click();
    await expect(page.getByRole("heading", { name: "Drop pictures here" })).toBeVisible();
  });
}
