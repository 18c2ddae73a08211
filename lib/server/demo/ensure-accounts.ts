import { randomBytes } from "node:crypto";
import type pg from "pg";
import { v7 as uuid } from "uuid";
import type { KeyScope } from "@/lib/domain/access/permissions";
import { apiKeyPrefix, hashApiKey } from "@/lib/server/auth/api-key-secret";
import { hashPassword } from "@/lib/server/auth/password";
import { env } from "@/lib/server/env";
import { encrypt } from "@/lib/server/secrets";
import { DEMO_WORKSPACE_NAME } from "./demo-names";
import { DEMO_LOGINS } from "./logins";
import { shopKeys } from "./shop-keys";

/**
 * The demo workspace with one person for each role and its API keys: made the first time, brought up to date with the settings after that.
 * @returns the workspace's id
 */
export async function ensureAccounts(client: pg.PoolClient, now: Date): Promise<string> {
  const workspaceId = await ensureWorkspace(client, now);
  await ensureLogins(client, workspaceId, now);
  const { browser, server } = shopKeys();
  await ensureKey(client, workspaceId, "Demo shop, browser", "write", browser, now);
  await ensureKey(client, workspaceId, "Demo shop, server", "admin", server, now);
  const { DEMO_API_KEY } = env();
  if (DEMO_API_KEY) await ensureKey(client, workspaceId, "Scripts", "admin", DEMO_API_KEY, now);
  return workspaceId;
}

async function ensureWorkspace(client: pg.PoolClient, now: Date): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM workspace WHERE demo ORDER BY created_at LIMIT 1`,
  );
  if (rows[0]) return rows[0].id;
  const id = uuid({ msecs: now.getTime() });
  const settings = {
    brand: {
      senderName: "Kettle & Crumb",
      color: "#c2341d",
      address: "Kettle & Crumb, Teestraße 5, 10115 Berlin",
      shopUrl: `${env().APP_URL}/demo-shop`,
    },
  };
  await client.query(
    `INSERT INTO workspace (id, name, time_zone, currency, settings, signing_secret, demo, created_at, updated_at)
     VALUES ($1, $2, 'Europe/Berlin', 'EUR', $3, $4, true, $5, $5)`,
    [
      id,
      DEMO_WORKSPACE_NAME,
      JSON.stringify(settings),
      encrypt(`whsec_${randomBytes(32).toString("base64")}`),
      now,
    ],
  );
  return id;
}

/** Passwords are set when a login is made, and left alone after that: somebody may have changed theirs. */
async function ensureLogins(client: pg.PoolClient, workspaceId: string, now: Date): Promise<void> {
  const { rows } = await client.query<{ email: string }>(
    `SELECT email FROM user_account WHERE email = ANY($1::text[])`,
    [DEMO_LOGINS.map(({ email }) => email)],
  );
  const known = new Set(rows.map(({ email }) => email));
  const { DEMO_PASSWORD } = env();
  for (const { email, name, role } of DEMO_LOGINS) {
    if (known.has(email)) continue;
    const id = uuid();
    await client.query(
      `INSERT INTO user_account (id, email, name, password_hash, created_at) VALUES ($1, $2, $3, $4, $5)`,
      [id, email, name, DEMO_PASSWORD ? await hashPassword(DEMO_PASSWORD) : null, now],
    );
    await client.query(
      `INSERT INTO membership (workspace_id, user_id, role, created_at) VALUES ($1, $2, $3, $4)`,
      [workspaceId, id, role, now],
    );
  }
}

/** One key by this name holds this secret; a secret from earlier settings stops working. */
async function ensureKey(
  client: pg.PoolClient,
  workspaceId: string,
  name: string,
  scope: KeyScope,
  secret: string,
  now: Date,
): Promise<void> {
  const hash = hashApiKey(secret);
  await client.query(
    `UPDATE api_key SET revoked_at = $4
     WHERE workspace_id = $1 AND name = $2 AND created_by IS NULL AND revoked_at IS NULL AND hash <> $3`,
    [workspaceId, name, hash, now],
  );
  await client.query(
    `INSERT INTO api_key (id, workspace_id, name, scope, hash, prefix, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (hash) DO UPDATE SET revoked_at = NULL WHERE api_key.workspace_id = EXCLUDED.workspace_id`,
    [uuid(), workspaceId, name, scope, hash, apiKeyPrefix(secret), now],
  );
}
