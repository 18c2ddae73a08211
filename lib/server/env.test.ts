import { expect, test } from "vitest";
import { parseSettings, SettingsError } from "./env";

const SECRETS = { NEXTAUTH_SECRET: "x".repeat(32), SECRETS_KEY: Buffer.alloc(32).toString("base64") };

test("what is not set, or empty, has its default", () => {
  const settings = parseSettings({ ...SECRETS, PORT: "", APP_URL: " ", DEMO: undefined });
  expect(settings).toMatchObject({
    PORT: 3000,
    APP_URL: "http://localhost:3000",
    DEMO: true,
    OUTGOING_ALLOW: [],
    LOG_LEVEL: "info",
  });
  expect(settings.DATABASE_URL).toBeUndefined();
});

test("APP_URL follows PORT unless it is set, and loses its last slash", () => {
  expect(parseSettings({ ...SECRETS, PORT: "4001" }).APP_URL).toBe("http://localhost:4001");
  expect(parseSettings({ ...SECRETS, APP_URL: "https://flows.example.com/" }).APP_URL).toBe(
    "https://flows.example.com",
  );
});

test("OUTGOING_ALLOW is a list of host:port", () => {
  expect(parseSettings({ ...SECRETS, OUTGOING_ALLOW: "Localhost:1025, [::1]:25" }).OUTGOING_ALLOW).toEqual([
    "localhost:1025",
    "[::1]:25",
  ]);
});

test.each([
  ["PORT", "abc", "PORT must be a port number from 1 to 65535."],
  ["PORT", "70000", "PORT must be a port number from 1 to 65535."],
  [
    "DATABASE_URL",
    "mysql://x/y",
    "DATABASE_URL must look like postgresql://user:password@host:5432/database.",
  ],
  ["DEMO", "perhaps", "DEMO must be 0 or 1."],
  ["SECRETS_KEY", "short", "SECRETS_KEY must be 32 bytes in base64 (openssl rand -base64 32)."],
  [
    "APP_URL",
    "flows.example.com",
    "APP_URL must be an address like https://flows.example.com, without a path.",
  ],
  ["DATABASE_POOL", "1.5", "DATABASE_POOL must be a whole number from 2 to 500."],
  ["LOG_LEVEL", "loud", "LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent."],
  ["OUTGOING_ALLOW", "http://localhost", "OUTGOING_ALLOW must be a list of host:port, separated by commas."],
])("%s=%s is refused in one line", (name, value, line) => {
  expect(problemsOf({ ...SECRETS, [name]: value })).toEqual([line]);
});

test("a missing secret is named, with how to make one", () => {
  expect(problemsOf({ NEXTAUTH_SECRET: SECRETS.NEXTAUTH_SECRET })).toEqual([
    "SECRETS_KEY is not set: put 32 random bytes in base64 there, the same on every machine (openssl rand -base64 32).",
  ]);
});

function problemsOf(variables: Record<string, string>): string[] {
  try {
    parseSettings(variables);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
}
