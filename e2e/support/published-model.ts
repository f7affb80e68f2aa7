/** The model that whole-path.spec.ts trained and published, found as any visitor finds it. */
import { expect, type Page } from "@playwright/test";
import { type ModelManifest, modelManifest } from "#domain/models/manifest";

export type PublishedModel = { id: string; name: string; manifestSha256: string; manifest: ModelManifest };

export async function publishedModel(page: Page): Promise<PublishedModel> {
  await page.goto("/leaderboard");
  const link = page.getByRole("table", { name: "Models by test accuracy" }).getByRole("rowheader").getByRole("link");
  await expect(link.first()).toBeVisible();
  const id = (await link.first().getAttribute("href"))?.split("/").at(-1) ?? "";
  const name = (await link.first().textContent()) ?? "";
  const input = encodeURIComponent(JSON.stringify({ json: { id } }));
  const answer = await page.request.get(`/api/trpc/models.byId?input=${input}`);
  const { manifestSha256 } = (await answer.json()).result.data.json;
  const file = await page.request.get(`/m/${manifestSha256}`);
  return { id, name, manifestSha256, manifest: modelManifest.parse(await file.json()) };
}

/** One of the model's files as bytes. */
export async function modelFile(page: Page, sha256: string): Promise<Buffer> {
  const file = await page.request.get(`/m/${sha256}`);
  expect(file.ok()).toBe(true);
  return file.body();
}
