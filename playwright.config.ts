import { defineConfig, devices } from "@playwright/test";

/** The system under test is started by scripts/test.mjs, which says where it is and which Chromium to use. */
const executablePath = process.env.PLAYWRIGHT_CHROMIUM_PATH;

export default defineConfig({
  testDir: "e2e",
  outputDir: ".cultivar/test/playwright",
  // Tests of one file follow each other. They wait for trainings and pages more than they compute.
  fullyParallel: false,
  workers: 2,
  timeout: 90_000,
  // On a machine whose processors others use as well, something is late now and then. `npm test` names what failed once.
  retries: 1,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  projects: [
    { name: "whole path", testMatch: "whole-path.spec.ts" },
    // The others use the model that the whole path has published.
    { name: "stories", testIgnore: "whole-path.spec.ts", dependencies: ["whole path"] },
  ],
  use: {
    ...devices["Desktop Chrome"],
    baseURL: process.env.BASE_URL ?? "http://localhost:3000",
    // Recording costs each test a good part of its time.
    trace: "on-first-retry",
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
    },
  },
});
