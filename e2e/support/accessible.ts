/** WCAG 2.2 AA by axe, light and dark, and the width of a phone. */
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/**
 * Fails where the page as it is breaks a rule, or is wider than a phone. The page stays in the dark.
 *
 * @param what is looked at, for the message
 */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    // What passed is not described, and no frame of another origin is looked into: half of the time.
    const axe = new AxeBuilder({ page })
      .options({ resultTypes: ["violations"] })
      .withTags(RULES)
      .setLegacyMode();
    const { violations } = await axe.analyze();
    const found = violations.map(({ id, nodes }) => `${what} (${colorScheme}) ${id}: ${nodes.map(({ html }) => html)}`);
    expect(found).toEqual([]);
  }
  const size = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, `${what} is wider than a phone`).toBeLessThanOrEqual(0);
  if (size) await page.setViewportSize(size);
}
