import { v7 as uuid } from "uuid";
import type { z } from "zod";
import type { createApiKeyContract, newApiKey } from "@/lib/contracts/api-keys";
import type { ResponseOf } from "@/lib/contracts/contract";
import { permissionsToMake } from "@/lib/domain/access/permissions";
import { DomainError } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { apiKeyPrefix, hashApiKey, newApiKeySecret } from "@/lib/server/auth/api-key-secret";
import { systemClock } from "@/lib/server/clock";
import { writeAudit } from "@/lib/server/db/audit/write-audit";
import { transaction } from "@/lib/server/db/pool";

/**
 * Makes an API key and answers its secret, which is shown this once. `secret` takes one that was agreed on elsewhere, as for seeding.
 * @throws DomainError forbidden for a key that may do more than its maker; conflict when the given secret is a key already
 */
export async function createApiKey(
  {
    actor,
    body,
    secret = newApiKeySecret(body.scope),
  }: { actor: Actor; body: z.output<typeof newApiKey>; secret?: string },
  clock = systemClock,
): Promise<ResponseOf<typeof createApiKeyContract>> {
  authorise(actor, "api-keys:write");
  const beyond = permissionsToMake(body.scope, body.calls).filter(
    (permission) => !actor.permissions.has(permission),
  );
  if (beyond.length > 0) {
    const message = `A key with the scope ${body.scope} may do more than your role (${actor.role}). Ask an owner or admin to make it.`;
    throw new DomainError("forbidden", message, { issues: [{ path: "scope", message }] });
  }
  const { origins = [], calls = [] } = body;
  const now = clock();
  const id = uuid();
  const prefix = apiKeyPrefix(secret);
  await transaction(async (client) => {
    const { rowCount } = await client.query(
      `INSERT INTO api_key (id, workspace_id, name, scope, hash, prefix, created_by, created_at, origins, client_calls)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (hash) DO NOTHING`,
      [
        id,
        actor.workspaceId,
        body.name,
        body.scope,
        hashApiKey(secret),
        prefix,
        actor.userId,
        now,
        origins,
        calls,
      ],
    );
    if (rowCount === 0) throw new DomainError("conflict", "This secret is an API key already.");
    await writeAudit(client, {
      workspaceId: actor.workspaceId,
      actor: actor.id,
      action: "api_key.created",
      objectType: "api_key",
      objectId: id,
      detail: {
        name: body.name,
        scope: body.scope,
        prefix,
        ...(body.scope === "client" ? { origins, calls } : {}),
      },
      at: now,
    });
  });
  return {
    id,
    ...body,
    origins,
    calls,
    prefix,
    createdBy: actor.userId ? actor.name : null,
    createdAt: now.toISOString(),
    lastUsedAt: null,
    revokedAt: null,
    secret,
  };
}
