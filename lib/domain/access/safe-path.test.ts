import { expect, it } from "vitest";
import { safePath } from "./safe-path";

it.each(["/flows/1?tab=goal#top", "/", "/settings/team"])("goes to %s", (path) => {
  expect(safePath(path)).toBe(path);
});

it.each([
  null,
  undefined,
  "",
  "//evil.example",
  "/\\evil.example",
  "https://evil.example",
  "javascript:alert(1)",
  "/\t/evil.example",
  "flows",
  "/login",
  "/login?next=/login",
  "/setup",
])("does not go to %j", (path) => {
  expect(safePath(path)).toBe("/flows");
});
