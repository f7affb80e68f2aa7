/** The page of trainers and queue: who trains, what waits, and how people and administrators order it. */
import { presetSpec } from "#domain/experiments/presets";
import { newPerson, signUp } from "./support/person.ts";
import { withSystemParts } from "./support/system-parts.ts";
import { expect, test } from "./support/test.ts";

test("owners order what they have queued; administrators pause, and drain a trainer", async ({ page }) => {
  const person = newPerson("sorrel");
  await signUp(page, person);
  // Whoever signs up first is an administrator.
  await giveRole(person.email, "user");
  await page.keyboard.press("g");
  await page.keyboard.press("t");
  await expect(page.getByRole("heading", { name: "Trainers", level: 1 })).toBeVisible();
  const trainers = page.getByRole("table", { name: "Trainers" });
  await expect(trainers.locator("tbody tr").first()).toContainText(/idle|training/);
  await expect(page.getByRole("button", { name: "Pause the queue" })).toHaveCount(0);

  // Runs that no trainer here can take: what the test orders, stays.
  await withSystemParts(({ prisma }) => queueRuns(prisma, person.email, ["first", "second", "third"]));
  const own = page
    .getByRole("table", { name: "Runs that wait" })
    .getByRole("row")
    .filter({ has: page.getByRole("link") });
  await expect(own).toHaveText([/first/, /second/, /third/]);
  await expect(own.first()).toContainText("It needs a GPU");
  const up = page.getByRole("button", { name: "Move third up" });
  await up.focus();
  await page.keyboard.press("Enter");
  await expect(own).toHaveText([/first/, /third/, /second/]);
  // The focus goes along.
  await expect(up).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(own).toHaveText([/third/, /first/, /second/]);
  await page.getByRole("button", { name: "Undo" }).first().click();
  await expect(own).toHaveText([/first/, /third/, /second/]);
  await expect(async () => {
    // A page that is under load may miss the beginning of so quick a drag.
    await own.filter({ hasText: "second" }).dragTo(own.first());
    await expect(own).toHaveText([/second/, /first/, /third/], { timeout: 3_000 });
  }).toPass({ timeout: 30_000 });

  await giveRole(person.email, "admin");
  await page.reload();
  // The others' tests go on training: the trainer is drained and let go at once, and the queue is not paused here.
  await page
    .getByRole("button", { name: /^Actions for / })
    .first()
    .click();
  await page.getByRole("menuitem", { name: "Take no more runs" }).click();
  await expect(trainers.locator("tbody tr").first()).toContainText(/drained|draining/);
  await page.getByRole("button", { name: "Undo" }).first().click();
  await expect(trainers.locator("tbody tr").first()).toContainText(/idle|training/);
  await expect(page.getByRole("region", { name: "Audit trail" })).toContainText(/let .* take runs again/);
  await expect(page.getByRole("button", { name: "Pause the queue" })).toBeVisible();
  await withSystemParts(({ prisma }) => prisma.user.delete({ where: { email: person.email } }));
});

const giveRole = (email: string, role: "admin" | "user") =>
  withSystemParts(({ prisma }) => prisma.user.update({ where: { email }, data: { role } }));

type Prisma = Parameters<Parameters<typeof withSystemParts>[0]>[0]["prisma"];

/** As many runs as there are names, which need a GPU; the first has waited longest. */
async function queueRuns(prisma: Prisma, email: string, names: readonly string[]): Promise<void> {
  const { id: ownerId } = await prisma.user.findUniqueOrThrow({ where: { email } });
  const spec = { ...presetSpec("scratch"), device: "gpu" };
  for (const [index, name] of names.entries()) {
    const queuedAt = new Date(Date.now() - 60_000 + index);
    await prisma.experiment.create({
      data: { ownerId, name, spec, runs: { create: { ownerId, name, spec, seed: 1n, queuedAt } } },
    });
  }
}
