import { emailAddress } from "@/lib/domain/access/account";
import { passwordStamp } from "@/lib/server/auth/password";
import { systemClock } from "@/lib/server/clock";
import { insertUser } from "@/lib/server/db/accounts/insert-user";
import { type Queryable, transaction } from "@/lib/server/db/pool";
import type { SignIn } from "./sign-in-with-password";

/** What an outside provider says of somebody who has just signed in there. */
export type OutsideIdentity = {
  provider: string;
  accountId: string;
  email: string | null;
  /** Whether the provider has made sure that the address is theirs. */
  emailVerified: boolean;
  name: string | null;
};

/**
 * The account of an outside identity: the one it was linked to before, else the one with its verified e-mail address, else a new one
 * when that address has been invited. null for everybody else: nobody comes in without an invitation.
 */
export async function signInWithProvider(
  identity: OutsideIdentity,
  clock = systemClock,
): Promise<SignIn | null> {
  return await transaction(async (client) => {
    const linked = await findLinked(client, identity);
    if (linked) return linked;
    const email = identity.emailVerified ? emailAddress.safeParse(identity.email).data : undefined;
    if (!email) return null;
    const user =
      (await findByEmail(client, email)) ?? (await acceptInvited(client, email, identity, clock()));
    if (!user) return null;
    await client.query(
      `INSERT INTO oauth_account (provider, provider_account_id, user_id) VALUES ($1, $2, $3)
       ON CONFLICT (provider, provider_account_id) DO NOTHING`,
      [identity.provider, identity.accountId, user.userId],
    );
    return user;
  });
}

type UserRow = { id: string; password_hash: string | null };

async function findLinked(
  client: Queryable,
  { provider, accountId }: OutsideIdentity,
): Promise<SignIn | null> {
  const { rows } = await client.query<UserRow>(
    `SELECT u.id, u.password_hash FROM oauth_account o JOIN user_account u ON u.id = o.user_id
     WHERE o.provider = $1 AND o.provider_account_id = $2`,
    [provider, accountId],
  );
  return signInOf(rows[0]);
}

async function findByEmail(client: Queryable, email: string): Promise<SignIn | null> {
  const { rows } = await client.query<UserRow>(
    `SELECT id, password_hash FROM user_account WHERE email = $1`,
    [email],
  );
  return signInOf(rows[0]);
}

async function acceptInvited(
  client: Queryable,
  email: string,
  { name }: OutsideIdentity,
  now: Date,
): Promise<SignIn | null> {
  const { rows } = await client.query<{ workspace_id: string; role: string }>(
    `UPDATE invitation SET accepted_at = $2 WHERE email = $1 AND accepted_at IS NULL AND expires_at > $2
     RETURNING workspace_id, role`,
    [email, now],
  );
  if (rows.length === 0) return null;
  const display = name?.trim().slice(0, 120) || email.slice(0, email.indexOf("@"));
  const userId = await insertUser(client, { email, name: display, passwordHash: null }, now);
  if (!userId) return await findByEmail(client, email);
  for (const { workspace_id, role } of rows) {
    await client.query(
      `INSERT INTO membership (workspace_id, user_id, role, created_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (workspace_id, user_id) DO NOTHING`,
      [workspace_id, userId, role, now],
    );
  }
  return { userId, stamp: passwordStamp(null) };
}

function signInOf(row: UserRow | undefined): SignIn | null {
  return row ? { userId: row.id, stamp: passwordStamp(row.password_hash) } : null;
}
