import { randomBytes } from "node:crypto";
import { v7 as uuid } from "uuid";
import type { Queryable } from "@/lib/server/db/pool";
import { encrypt } from "@/lib/server/secrets";

/** Makes a workspace with a signing secret of its own and one owner. @returns its id */
export async function insertWorkspace(
  queryable: Queryable,
  workspace: { name: string; timeZone: string; currency: string },
  ownerId: string,
  now: Date,
): Promise<string> {
  const id = uuid();
  await queryable.query(
    `INSERT INTO workspace (id, name, time_zone, currency, signing_secret, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $6)`,
    [
      id,
      workspace.name,
      workspace.timeZone,
      workspace.currency,
      encrypt(randomBytes(32).toString("base64url")),
      now,
    ],
  );
  await queryable.query(
    `INSERT INTO membership (workspace_id, user_id, role, created_at) VALUES ($1, $2, 'owner', $3)`,
    [id, ownerId, now],
  );
  return id;
}
