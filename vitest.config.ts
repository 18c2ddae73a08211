import { defineConfig } from "vitest/config";

const root = import.meta.dirname;
const ignored = ["**/node_modules/**", "**/.*/**", "e2e/**"];

export default defineConfig({
  resolve: {
    alias: { "@": root },
  },
  test: {
    pool: "forks",
    maxWorkers: 2,
    teardownTimeout: 3000,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["**/*.test.{ts,tsx}"],
          exclude: [...ignored, "**/*.db.test.ts"],
          setupFiles: "lib/testing/unit-setup.ts",
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: "db",
          include: ["**/*.db.test.ts"],
          exclude: ignored,
          globalSetup: "lib/testing/template-setup.ts",
          setupFiles: "lib/testing/db-setup.ts",
          // Tests that cut connections and kill processes meet a busy machine now and then; what fails again is broken.
          retry: 1,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
