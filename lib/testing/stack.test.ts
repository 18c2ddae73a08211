import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const { dependencies, devDependencies } = JSON.parse(readFileSync("package.json", "utf8")) as {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};

describe("what the product is made of", () => {
  it.each([
    "next",
    "react",
    "@xyflow/react",
    "@tanstack/react-query",
    "@prisma/client",
    "next-auth",
    "tailwindcss",
    "zustand",
    "@playwright/test",
    "resend",
  ])("M-4: %s is one of its packages", (name) => {
    expect({ ...dependencies, ...devDependencies }).toHaveProperty([name]);
  });

  it.each(["app", "components", "lib", "prisma", "public", "e2e"])(
    "M-4: %s is one of its folders",
    (name) => {
      expect(existsSync(name)).toBe(true);
    },
  );
});
