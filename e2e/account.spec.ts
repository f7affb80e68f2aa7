/** An account from beginning to end: sign in, sessions, a new password, the end of it. */
import { newPerson, signIn, signUp } from "./support/person.ts";
import { expect, test } from "./support/test.ts";

test("sessions are listed and revoked, the password is changed, the account is deleted", async ({ page, browser }) => {
  test.setTimeout(120_000);
  const person = newPerson("tansy");
  await signUp(page, person);

  const other = await (await browser.newContext()).newPage();
  await signIn(other, person);
  await expect(other.getByRole("button", { name: /^Account/ })).toBeVisible();

  await page.goto("/account");
  await expect(page.getByText("this device", { exact: false }).first()).toBeVisible();
  await page
    .getByRole("button", { name: /^Sign out (?!.*everywhere)/ })
    .first()
    .click();
  await expect(async () => {
    await other.goto("/account");
    expect(new URL(other.url()).pathname).toBe("/sign-in");
  }).toPass();

  const password = `${person.password}-new`;
  await page.getByLabel("Present password").fill(person.password);
  await page.getByLabel("New password").fill(password);
  await page
    .getByRole("button", { name: /change/i })
    .last()
    .click();
  await expect(page.getByText(/password (is )?changed/i).first()).toBeVisible();

  await signIn(other, { ...person, password });
  await expect(other.getByRole("button", { name: /^Account/ })).toBeVisible();

  await page.getByRole("button", { name: "Delete the account" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(`Type ${person.name} to confirm`).fill(person.name);
  await dialog.getByLabel("Your password", { exact: true }).fill(password);
  await dialog.getByRole("button", { name: "Delete for good" }).click();
  await page.waitForURL((url) => url.pathname === "/");
  await other.goto("/account");
  await expect(other).toHaveURL(/\/sign-in/);
  await signIn(other, { ...person, password });
  await expect(other.getByText("E-mail and password do not belong together.")).toBeVisible();
  await other.context().close();
});
