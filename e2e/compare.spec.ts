/** From several runs to what differs between them, and to a link that others can open until it is revoked. */
import type { Locator, Page } from "@playwright/test";
import { expectDownloads } from "./support/downloads.ts";
import { launch, runState } from "./support/launch.ts";
import { newPerson, signUp } from "./support/person.ts";
import { share } from "./support/share.ts";
import { expect, test } from "./support/test.ts";

const tiny = { preset: "scratch", epochs: 2, images: 640 } as const;

/**
 * Launches three runs, two of which differ by their seed alone, and waits until all are tested. A visitor watches one by a
 * link.
 */
async function trainThree(page: Page, visitor: Page): Promise<[string, string, string]> {
  const first = await launch(page, { ...tiny, name: "twin", seed: 1 });
  await visitor.goto(await share(page));
  await expect(visitor.getByRole("heading", { name: "twin", level: 1 })).toBeVisible();
  await expect(visitor.getByText("Shared by")).toBeVisible();
  await expect(visitor.getByRole("button", { name: /Cancel|Share|Clone/ })).toHaveCount(0);
  await page.getByRole("button", { name: "Close" }).last().click();
  const second = await launch(page, { ...tiny, name: "twin", seed: 2 });
  const third = await launch(page, { ...tiny, name: "quick", seed: 1, learningRate: 0.01 });
  for (const id of [first, second, third]) {
    await page.goto(`/runs/${id}`);
    await expect(runState(page, "succeeded")).toBeVisible({ timeout: 120_000 });
  }
  await expect(runState(visitor, "succeeded")).toBeVisible({ timeout: 10_000 });
  return [first, second, third];
}

const cellsOf = (row: Locator) => row.locator("td").allInnerTexts();
const numberIn = (text: string | undefined) => Number((text ?? "").replaceAll(",", ""));

test("runs are compared, and the comparison is shared and taken back", async ({ page, browser }) => {
  test.setTimeout(240_000);
  await signUp(page, newPerson("sorrel"));
  const visitor = await (await browser.newContext()).newPage();
  const [first, second, third] = await trainThree(page, visitor);

  await test.step("fewer than two runs: choose", async () => {
    await page.goto(`/compare?runs=${first}`);
    await page.getByRole("checkbox", { name: /twin.*seed 2/ }).check();
    await expect(page.getByRole("heading", { name: "Compare 2 runs", level: 1 })).toBeVisible();
    await page.getByRole("button", { name: "Add a run" }).click();
    await page.getByRole("textbox", { name: "Search runs by name" }).or(page.getByRole("searchbox")).fill("qui");
    await page.getByRole("checkbox", { name: /quick/ }).check();
    await page.getByRole("button", { name: "Done" }).click();
    expect(new URL(page.url()).searchParams.get("runs")).toBe([first, second, third].join(","));
  });

  await test.step("parameters: only what differs, or all", async () => {
    const table = page.getByRole("table", { name: "Parameters of the runs" });
    await expect(table.getByRole("row", { name: /^Learning rate/ })).toContainText("0.01");
    expect(await cellsOf(table.getByRole("row", { name: /^Seed/ }))).toEqual(["1", "2", "1"]);
    await expect(table.getByRole("row", { name: /^Batch size/ })).toHaveCount(0);
    await page.getByLabel(/Hide the \d+ identical/).uncheck();
    expect(await cellsOf(table.getByRole("row", { name: /^Batch size/ }))).toEqual(["32", "32", "32"]);
  });

  await test.step("metrics: means over the seeds that open into runs", async () => {
    const table = page.getByRole("table", { name: "Metrics of the runs" });
    const group = table.getByRole("row", { name: /^Test accuracy/ });
    await expect(group).toContainText(/twin mean of 2 seeds/);
    await expect(group).toContainText(/\d\d\.\d\d ±/);
    await group.getByRole("button").click();
    await expect(table.getByRole("row", { name: /twin, seed 2/ })).toHaveCount(1);
  });

  await test.step("significance agrees with the accuracies", async () => {
    await page.getByLabel("First run").selectOption({ label: "quick" });
    await page.getByLabel("Second run").selectOption({ label: "twin, seed 2" });
    const table = page.getByRole("table", { name: "Test images by who got them right" });
    const rows = table.locator("tbody tr");
    await expect(rows).toHaveCount(2);
    const [both, onlyFirst] = (await cellsOf(rows.nth(0))).map(numberIn);
    const [onlySecond, neither] = (await cellsOf(rows.nth(1))).map(numberIn);
    const counts = [both, onlyFirst, onlySecond, neither].map(Number);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(10_000);
    const head = (name: string) =>
      page.getByRole("list", { name: "Runs that are compared" }).getByRole("listitem").filter({ hasText: name });
    for (const [name, right] of [
      ["quick", Number(both) + Number(onlyFirst)],
      ["twin, seed 2", Number(both) + Number(onlySecond)],
    ] as const) {
      await expect(head(name)).toContainText((right / 100).toFixed(2));
    }
    await expect(page.getByTestId("significance")).toContainText(/Of 10,000 images, .* p [<=] /);
    const difference = page.getByRole("table", { name: /Confusion matrix of quick minus that of twin, seed 2/ });
    const diagonal = await difference.locator("td[data-right=true]").allInnerTexts();
    const sum = diagonal.reduce((total, text) => total + numberIn(text.replace("−", "-").replace("+", "")), 0);
    expect(sum).toBe(Number(onlyFirst) - Number(onlySecond));
  });

  await test.step("its drawings are taken along, with the names of the runs", async () => {
    const names = ["quick", "twin, seed 1", "twin, seed 2"];
    const matrix = await expectDownloads(page, "the confusion difference", {
      head: /^"truth \/ answer, images",airplane,/,
      words: ["Confusion matrix of quick minus that of twin, seed 2", "Green: quick is better", "airplane"],
    });
    expect(matrix).toHaveLength(10);
    for (const [noun, head] of [
      ["the parallel coordinates", /^run,id,.*Learning rate,.*Test accuracy$/],
      ["the scatter", /^run,id,Learning rate,Test accuracy,95 % half-width$/],
    ] as const) {
      const runs = await expectDownloads(page, noun, { head, words: names });
      expect(runs.map(({ run }) => run).sort()).toEqual(names);
    }
  });

  await test.step("all of it stands in the address", async () => {
    const accuracy = page.getByRole("slider", { name: /^Accuracy/ });
    const readOut = page.getByRole("figure").filter({ has: accuracy }).locator("figcaption");
    await accuracy.press("Home");
    await expect(readOut).toContainText("twin s1");
    await page.getByRole("button", { name: "Show twin, seed 1 in the drawings" }).click();
    await accuracy.press("Home");
    await expect(readOut).toContainText("quick");
    await expect(readOut).not.toContainText("twin s1");
    await page.getByLabel("To the right").selectOption({ label: "Seed" });
    await page.reload();
    await expect(page.getByLabel(/Hide the \d+ identical/)).not.toBeChecked();
    await expect(page.getByLabel("First run").locator("option:checked")).toHaveText("quick");
    await expect(page.getByLabel("To the right").locator("option:checked")).toHaveText("Seed");
    await expect(page.getByRole("button", { name: "Show twin, seed 1 in the drawings" })).toHaveAttribute(
      "aria-pressed",
      "false",
    );
  });

  const address = await test.step("a visitor with a link sees it and can change nothing", async () => {
    const link = await share(page);
    const answer = await visitor.goto(link);
    expect(answer?.headers()).toMatchObject({ "referrer-policy": "no-referrer", "x-robots-tag": "noindex" });
    await expect(visitor.getByRole("heading", { name: "Compare 3 runs", level: 1 })).toBeVisible();
    await expect(visitor.getByTestId("significance")).toContainText("Of 10,000 images");
    await expect(visitor.getByLabel("First run").locator("option:checked")).toHaveText("quick");
    await expect(visitor.getByRole("button", { name: "Add a run" })).toHaveCount(0);
    await expect(visitor.getByRole("button", { name: "Share" })).toHaveCount(0);
    await visitor.goto(`/runs/${first}`);
    await expect(visitor).toHaveURL(/\/sign-in/);
    return link;
  });

  await test.step("a revoked link shows nothing", async () => {
    await page.getByRole("button", { name: "Revoke", exact: true }).click();
    await page.getByRole("button", { name: "Revoke the link" }).click();
    await expect(page.getByRole("textbox", { name: "Address of the link" })).toHaveCount(0);
    await page.getByRole("button", { name: "Close" }).last().click();
    const answer = await visitor.goto(address);
    expect(answer?.status()).toBe(404);
    await expect(visitor.getByRole("heading", { name: "This link is no longer valid" })).toBeVisible();
    await visitor.context().close();
  });

  await test.step("a deleted run is named, and the others work", async () => {
    const comparison = page.url();
    await page.goto(`/runs/${second}`);
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await page.waitForURL(/\/experiments/);
    await page.goto(comparison);
    await expect(page.getByText("1 of 3 runs is gone: twin.")).toBeVisible();
    await expect(page.getByRole("table", { name: "Parameters of the runs" })).toContainText("0.01");
    await page.getByRole("button", { name: "Remove it from this comparison" }).click();
    await expect(page.getByRole("heading", { name: "Compare 2 runs", level: 1 })).toBeVisible();
    expect(new URL(page.url()).searchParams.get("slots")).toBe("0,2");
  });
});
