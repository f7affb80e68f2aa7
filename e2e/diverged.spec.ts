/** A run that diverges before its first epoch says where and why, keeps what was no number, and compares like any other. */
import { randomUUID } from "node:crypto";
import { presetSpec } from "#domain/experiments/presets";
import { download } from "./support/downloads.ts";
import { launch, runState } from "./support/launch.ts";
import { newPerson, signUp } from "./support/person.ts";
import { expect, test } from "./support/test.ts";

/** So large a rate that the loss is no number within a few batches. */
const DIVERGING = {
  ...presetSpec("deeper"),
  epochs: 2,
  trainingSubset: 4_000,
  optimizer: { kind: "sgd", learningRate: 1, momentum: 0.99, nesterov: false, weightDecay: 0 },
};

test("a loss that is lost is told, drawn and kept", async ({ page }) => {
  test.setTimeout(120_000);
  await signUp(page, newPerson("yarrow"));
  const answer = await page.request.post("/api/trpc/experiments.launch", {
    data: { json: { name: "too fast", spec: DIVERGING, key: randomUUID() } },
    headers: { origin: new URL(page.url()).origin },
  });
  const { runId } = (await answer.json()).result.data.json;
  const other = await launch(page, { preset: "scratch", name: "steady", epochs: 1, images: 500 });

  await page.goto(`/runs/${runId}`);
  await expect(runState(page, "failed")).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/^The loss was no longer finite in epoch 1, batch \d+\./).first()).toBeVisible();
  await expect(page.getByText("Nothing was lost: no epoch had finished.")).toBeVisible();
  await expect(page.getByText("No epoch was completed.")).toBeVisible();

  await page.reload();
  const loss = page.getByRole("slider", { name: /^Loss by step/ });
  await loss.scrollIntoViewIfNeeded();
  await expect(loss).toHaveAttribute("data-drawn", "true");
  await loss.press("End");
  await expect(loss).toHaveAttribute("aria-valuetext", /^step \d+: train NaN$/);
  const [csv, json] = [await download(page, "Loss", /CSV/), await download(page, "Loss", /JSON/)];
  expect(csv.content.toString()).toMatch(/,train,\d+,NaN,/);
  expect(JSON.stringify(JSON.parse(json.content.toString()))).toContain('"NaN"');

  await page.goto(`/runs/${other}`);
  await expect(runState(page, "succeeded")).toBeVisible({ timeout: 60_000 });
  await page.goto(`/compare?runs=${runId},${other}&x=step`);
  await expect(page.getByRole("list", { name: "Runs that are compared" })).toContainText("failed");
  const both = page.getByRole("slider", { name: /^Loss by step: .*steady/ });
  await both.scrollIntoViewIfNeeded();
  await expect(both).toHaveAttribute("data-drawn", "true");
  await expect(page.getByRole("table", { name: "Metrics of the runs" })).toContainText("steady");
  await expect(page.getByRole("row", { name: /^Optimiser/ })).toContainText("sgd");
});
