import { DomainError } from "@/lib/domain/errors";
import type { Actor } from "@/lib/server/auth/actor";
import { hashPassword, passwordFits } from "@/lib/server/auth/password";
import { personOf } from "@/lib/server/auth/person";
import { countSignInTry, forgiveSignInTries } from "@/lib/server/auth/sign-in-limit";
import { systemClock } from "@/lib/server/clock";
import { writeAudit } from "@/lib/server/db/audit/write-audit";
import { pool, transaction } from "@/lib/server/db/pool";

/**
 * Changes one's own password, against the present one; somebody who only signs in with an outside provider gets a first one. Every
 * session ends: they were opened with the old one.
 * @throws DomainError invalid_input when the present one is wrong; rate_limited
 */
export async function changePassword(
  { actor, body }: { actor: Actor; body: { current: string; next: string } },
  clock = systemClock,
): Promise<undefined> {
  const userId = personOf(actor);
  // A stolen session must not become a way to guess: these tries count like those of signing in, from an "address" of their own.
  const tries = [userId, `the session of ${userId}`] as const;
  await countSignInTry(...tries);
  const { rows } = await pool().query<{ password_hash: string | null }>(
    `SELECT password_hash FROM user_account WHERE id = $1`,
    [userId],
  );
  const stored = rows[0]?.password_hash ?? null;
  if (stored && !(await passwordFits(stored, body.current))) {
    const message = "This is not your present password.";
    throw new DomainError("invalid_input", message, { issues: [{ path: "current", message }] });
  }
  const fresh = await hashPassword(body.next);
  const now = clock();
  await transaction(async (client) => {
    await client.query(`UPDATE user_account SET password_hash = $2 WHERE id = $1`, [userId, fresh]);
    await writeAudit(client, {
      workspaceId: actor.workspaceId,
      actor: actor.id,
      action: "password.changed",
      objectType: "user",
      objectId: userId,
      at: now,
    });
  });
  await forgiveSignInTries(...tries);
}
