import { emailAddress } from "@/lib/domain/access/account";
import { passwordFits, passwordStamp } from "@/lib/server/auth/password";
import { countSignInTry, forgiveSignInTries } from "@/lib/server/auth/sign-in-limit";
import { pool } from "@/lib/server/db/pool";

/** Who may open a session, and the stamp of the password it is opened with. */
export type SignIn = { userId: string; stamp: string };

/**
 * Judges an e-mail address and a password; null when they do not belong together. An unknown address takes as long as a wrong
 * password, and is answered alike.
 * @throws DomainError rate_limited
 */
export async function signInWithPassword(
  given: { email: string; password: string },
  address: string,
): Promise<SignIn | null> {
  const parsed = emailAddress.safeParse(given.email);
  const email = parsed.success ? parsed.data : given.email.slice(0, 254).toLowerCase();
  await countSignInTry(email, address);
  const { rows } = await pool().query<{ id: string; password_hash: string | null }>(
    `SELECT id, password_hash FROM user_account WHERE email = $1`,
    [parsed.success ? email : ""],
  );
  const user = rows[0];
  const fits = await passwordFits(user?.password_hash, given.password.slice(0, 200));
  if (!user || !fits) return null;
  await forgiveSignInTries(email, address);
  return { userId: user.id, stamp: passwordStamp(user.password_hash) };
}
