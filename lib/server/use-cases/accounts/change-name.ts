import type { Actor } from "@/lib/server/auth/actor";
import { personOf } from "@/lib/server/auth/person";
import { pool } from "@/lib/server/db/pool";

/** Changes one's own name. Needs no permission: it is about themselves. */
export async function changeName({
  actor,
  body,
}: {
  actor: Actor;
  body: { name: string };
}): Promise<{ id: string; name: string; email: string }> {
  const { rows } = await pool().query<{ id: string; name: string; email: string }>(
    `UPDATE user_account SET name = $2 WHERE id = $1 RETURNING id, name, email`,
    [personOf(actor), body.name],
  );
  return rows[0]!;
}
