/** A lab from its data to the report, with real runs: small ones, as nobody waits for ten epochs here. */
import { readFile } from "node:fs/promises";
import { decode } from "fast-png";
import { unzipSync } from "fflate";
import { expectDownloads, download as save } from "./support/downloads.ts";
import { launch } from "./support/launch.ts";
import { newPerson, signUp } from "./support/person.ts";
import { share } from "./support/share.ts";
import { expect, test } from "./support/test.ts";

const SMALL = { epochs: 1, images: 320 };

test("a student does the lab and hands in its report", async ({ page, browser }) => {
  test.setTimeout(300_000);
  const person = newPerson("clover");
  await signUp(page, person);
  await launch(page, { preset: "scratch", name: "small shallow", ...SMALL });
  await launch(page, { preset: "deeper", name: "small deeper", ...SMALL });

  await page.goto("/labs");
  await page.getByRole("link", { name: /What does depth buy/ }).click();
  await expect(page.getByRole("table", { name: "Layers of Shallow" })).toContainText("524,352");
  // The system under test has no weights of Xception.
  await expect(page.getByText("In place of Xception.")).toBeVisible();
  await expect(page.getByRole("table", { name: "Layers of Pretrained, lite" })).toContainText("3,743,530");

  const shallow = page
    .getByRole("article", { name: "Shallow" })
    .filter({ hasText: /launched|queued|running|succeeded|cancelled/ });
  const deeper = page
    .getByRole("article", { name: "Deeper" })
    .filter({ hasText: /launched|queued|running|succeeded|cancelled/ });
  const pretrained = page
    .getByRole("article", { name: "Pretrained, lite" })
    .filter({ hasText: /launched|queued|running|features|succeeded|cancelled/ });
  await page.getByRole("button", { name: "Launch the lab" }).click();
  for (const [network, name] of [
    [pretrained, "pretrained, lite"],
    [shallow, "shallow"],
    [deeper, "deeper"],
  ] as const) {
    await network.getByRole("button", { name: `Cancel ${name}` }).click();
    await page.getByRole("button", { name: "Cancel the run" }).click();
    await expect(network.getByText("cancelled", { exact: true })).toBeVisible({ timeout: 30_000 });
  }

  for (const [network, name] of [
    [shallow, "shallow"],
    [deeper, "deeper"],
  ] as const) {
    await network.getByRole("button", { name: `Use an earlier run for ${name}` }).click();
    await page.getByRole("button", { name: `Use small ${name}` }).click();
    await expect(network.getByText("succeeded", { exact: true })).toBeVisible({ timeout: 120_000 });
    await expect(network).toContainText("Not as the lab asks: 320 of 40,000 training pictures; 1 epoch instead of 10.");
  }
  await expect(page.getByText(/not comparable: this run was trained with 320 of 40,000/)).toBeVisible();
  await expect(page.getByText(/243,648 parameters fewer/)).toBeVisible();
  await expect(page.getByText("Waits for the test accuracy of Pretrained, lite.")).toBeVisible();

  const epochs = await expectDownloads(page, "the curves of deeper", {
    head: "epoch,train accuracy,validation accuracy",
    words: ["Deeper: accuracy, %, over the epochs", "dashed: train"],
  });
  expect(epochs).toHaveLength(1);
  await expectDownloads(page, "the histograms", {
    head: '"middle of the bar, byte","middle of the bar, standardised",share of the values',
    words: ["Before: bytes; mean 121", "After: what the network sees"],
  });
  const curves = await save(page, "Accuracy over the epochs", /CSV/);
  expect(curves.content.toString()).toMatch(/^run,series,role,epoch,value/);
  const asked = await save(page, "Accuracy over the epochs", /acc_epochs/);
  expect(asked.name).toBe("acc_epochs.png");
  expect(decode(asked.content).width).toBe(4800);

  const words = `It sees larger shapes, says ${person.name} <b>& more</b>.`;
  const answer = page.getByRole("textbox", { name: "Your answer to: Depth" });
  await answer.fill(words);
  await expect(answer.locator("..").getByText("Saved.")).toBeVisible();
  await page.reload();
  await expect(answer).toHaveValue(words);

  await expect(page.getByRole("img", { name: /^ship, test picture/ })).toHaveCount(12, { timeout: 60_000 });
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download all (ZIP)" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("lab-2-report.zip");
  const files = unzipSync(new Uint8Array(await readFile(await file.path())));
  const names = Object.keys(files);
  for (const name of [
    "report.html",
    "report.pdf",
    "acc_epochs.png",
    "loss_epochs.png",
    "histories/scratch.csv",
    "histories/deeper.csv",
    "histories/histories.json",
    "models/scratch/manifest.json",
    "models/deeper/manifest.json",
  ]) {
    expect(names).toContain(name);
  }
  const bytes = (name: string) => files[name] ?? new Uint8Array();
  for (const name of ["acc_epochs.png", "loss_epochs.png"]) {
    const { width, height, resolution } = decode(bytes(name));
    expect(width).toBe(4800);
    expect(Math.abs(height - 2100)).toBeLessThanOrEqual(3);
    const dpi = [resolution?.x, resolution?.y].map((perMetre) => Math.round((perMetre ?? 0) * 0.0254));
    expect(dpi).toEqual([300, 300]);
  }
  const html = Buffer.from(bytes("report.html")).toString("utf8");
  expect(html).toContain("&lt;b&gt;&amp; more&lt;/b&gt;");
  expect(html).toContain("Pretrained, lite: Its run was cancelled after 0 of 10 epochs");
  expect(Buffer.from(bytes("report.pdf")).toString("latin1", 0, 5)).toBe("%PDF-");
  expect(names.filter((name) => name.startsWith("models/deeper/")).length).toBeGreaterThanOrEqual(4);

  const link = await share(page);
  const visitor = await (await browser.newContext()).newPage();
  await visitor.goto(link);
  await expect(visitor.getByText(words)).toBeVisible();
  await expect(visitor.getByRole("img", { name: /Accuracy over the epochs: Shallow, Deeper/ })).toBeVisible();
  await visitor.context().close();
});

test("a visitor sees data and networks and is asked to sign in", async ({ page }) => {
  await page.goto("/labs/lab-2");
  await expect(page.getByRole("table", { name: "Layers of Deeper" })).toContainText("282,250");
  await page.getByRole("link", { name: "Sign in to launch the lab" }).click();
  await expect(page).toHaveURL(/\/sign-in\?next=%2Flabs%2Flab-2/);
});
