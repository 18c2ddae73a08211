import { randomBytes, randomInt } from "node:crypto";
import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";

/**
 * Makes up each secret that neither the environment nor `.env` holds, and keeps it in `.env`, so that it is the same at the next
 * start. Whoever has set all of them gets no file.
 */
export function completeSecrets() {
  const makers = new Map([
    ["NEXTAUTH_SECRET", () => randomBytes(32).toString("base64url")],
    ["SECRETS_KEY", () => randomBytes(32).toString("base64")],
    ["DEMO_API_KEY", () => `ck_demo_${randomBytes(24).toString("base64url")}`],
    ["DEMO_PASSWORD", () => [4, 4, 4].map(letters).join("-")],
  ]);
  const fresh = [...makers].filter(([name]) => process.env[name] === undefined);
  if (fresh.length === 0) return;
  const made = fresh.map(([name, make]) => [name, make()]);
  const lines = made.map(([name, value]) => `${name}=${value}\n`).join("");
  if (existsSync(".env")) {
    const before = readFileSync(".env", "utf8");
    appendFileSync(".env", (before === "" || before.endsWith("\n") ? "" : "\n") + lines);
  } else {
    writeFileSync(
      ".env",
      `# Made at the first start. Every setting is explained in .env.example.\n${lines}`,
      { mode: 0o600 },
    );
  }
  for (const [name, value] of made) process.env[name] = value;
}

/** Letters and digits that nobody mistakes for one another. @param {number} count */
function letters(count) {
  const alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
  return Array.from({ length: count }, () => alphabet[randomInt(alphabet.length)]).join("");
}
