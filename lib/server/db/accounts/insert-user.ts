import { v7 as uuid } from "uuid";
import type { Queryable } from "@/lib/server/db/pool";

/** Makes an account. @returns its id, or null when the address has one already */
export async function insertUser(
  queryable: Queryable,
  user: { email: string; name: string; passwordHash: string | null },
  now: Date,
): Promise<string | null> {
  const { rows } = await queryable.query<{ id: string }>(
    `INSERT INTO user_account (id, email, name, password_hash, created_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (email) DO NOTHING RETURNING id`,
    [uuid(), user.email, user.name, user.passwordHash, now],
  );
  return rows[0]?.id ?? null;
}
