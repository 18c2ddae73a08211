import { createHash } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";

// argon2id with the least that OWASP asks for (19 MiB, 2 passes): about 30 ms, so that a guess costs and a sign-in does not.
const OPTIONS = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** A password as it is stored: argon2id with a salt of its own. */
export async function hashPassword(password: string): Promise<string> {
  return await hash(normalise(password), OPTIONS);
}

/**
 * Whether this is the password. Without a stored one (nobody has this address, or they sign in elsewhere) it takes as long and says
 * no, so that the time tells nobody who has an account.
 */
export async function passwordFits(stored: string | null | undefined, password: string): Promise<boolean> {
  if (stored) return await verify(stored, normalise(password)).catch(() => false);
  nobody ??= hashPassword("the password of nobody");
  await verify(await nobody, normalise(password));
  return false;
}

let nobody: Promise<string> | undefined;

/** Stands in a session for the password it was opened with: a new password ends the sessions opened with the old one. */
export function passwordStamp(stored: string | null): string {
  return createHash("sha256")
    .update(stored ?? "")
    .digest("base64url")
    .slice(0, 12);
}

// The same word typed on two keyboards can be two byte sequences.
function normalise(password: string): string {
  return password.normalize("NFKC");
}
