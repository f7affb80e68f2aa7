/** Playwright's `test`, in which an error that a page logs or throws fails the test. */
import { test as base, expect } from "@playwright/test";

export const test = base.extend<{ complaints: string[] }>({
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error.message}`));
      page.on("console", (message) => {
        if (message.type() === "error") complaints.push(`${page.url()}: ${message.text()}`);
      });
      await use(complaints);
      expect(complaints, "errors that the page logged").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
