import { SETTING_NAMES } from "../server/env";

const FIXED: Record<string, string> = {
  NODE_ENV: "test",
  NEXTAUTH_SECRET: "a-secret-for-tests-only-0123456789abcdef",
  SECRETS_KEY: Buffer.alloc(32, 7).toString("base64"),
  DEMO_API_KEY: "demo-key-for-tests-only-0123456789",
  DEMO_PASSWORD: "demo-password-for-tests",
  LOG_LEVEL: "silent",
};

/**
 * Every setting, for a process under test: the given ones, else those fixed for tests, else explicitly empty, so that nothing in the
 * developer's own environment or `.env` (a DATABASE_URL, say) reaches a test.
 */
export function testEnvironment(given: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(SETTING_NAMES.map((name) => [name, given[name] ?? FIXED[name] ?? ""]));
}
