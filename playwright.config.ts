import { defineConfig, devices } from "@playwright/test";
import { findBrowser } from "./lib/testing/browser";

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  globalSetup: "./lib/testing/e2e-setup.ts",
  // Two processors carry the web server, the worker, the database and the browser: more browsers at once only make each slower.
  workers: 1,
  // A machine that does several things at once answers late now and then; what fails again is broken.
  retries: 1,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: "list",
  use: {
    ...devices["Desktop Chrome"],
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    // Recording films every page, which takes a third of a test's time: only what has failed once is filmed.
    trace: "on-first-retry",
    contextOptions: { reducedMotion: "reduce" },
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: findBrowser() ?? undefined,
      args: [
        "--no-sandbox", // Chromium's own needs rights that root in a container does not have
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-quic",
        "--no-first-run",
      ],
    },
  },
});
