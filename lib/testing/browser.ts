import { existsSync } from "node:fs";
import path from "node:path";
import { chromium } from "@playwright/test";
import { command } from "./command";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** A Chromium on this machine: the system's, else the one Playwright has downloaded before; null when there is none. */
export function findBrowser(): string | null {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const candidates = [
    ...folders.flatMap((folder) => NAMES.map((name) => path.join(folder, name))),
    ...PLACES,
    chromium.executablePath(),
  ];
  return candidates.find((file) => file && existsSync(file)) ?? null;
}

/** Gets a Chromium: from Debian's packages where we may install them, else from Playwright. @throws Error saying what to do */
export async function installBrowser(): Promise<void> {
  console.log("Installing a browser for the tests...");
  let output = "";
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    const env = { DEBIAN_FRONTEND: "noninteractive" };
    await command("apt-get", ["update"], { env });
    ({ output } = await command("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], {
      env,
    }));
  }
  if (!findBrowser())
    ({ output } = await command(process.execPath, [
      "node_modules/@playwright/test/cli.js",
      "install",
      "chromium",
    ]));
  if (!findBrowser()) {
    throw new Error(
      `There is no Chromium for the browser tests, and none could be installed: ${output.trim().split("\n").at(-1)}`,
    );
  }
}
