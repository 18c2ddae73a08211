import { notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { forgetApiKeys } from "@/lib/server/auth/api-key-actor";
import { systemClock } from "@/lib/server/clock";
import { writeAudit } from "@/lib/server/db/audit/write-audit";
import { transaction } from "@/lib/server/db/pool";

/** Revokes a key for good. This process refuses it from now on, others within five seconds. Twice is the same as once. */
export async function revokeApiKey(
  { actor, params }: { actor: Actor; params: { id: string } },
  clock = systemClock,
): Promise<undefined> {
  authorise(actor, "api-keys:write");
  const now = clock();
  await transaction(async (client) => {
    const { rows } = await client.query<{ name: string; revoked_at: Date | null }>(
      `SELECT name, revoked_at FROM api_key WHERE workspace_id = $1 AND id = $2 FOR UPDATE`,
      [actor.workspaceId, params.id],
    );
    const key = rows[0];
    if (!key) throw notFound("API key");
    if (key.revoked_at) return;
    await client.query(`UPDATE api_key SET revoked_at = $2 WHERE id = $1`, [params.id, now]);
    await writeAudit(client, {
      workspaceId: actor.workspaceId,
      actor: actor.id,
      action: "api_key.revoked",
      objectType: "api_key",
      objectId: params.id,
      detail: { name: key.name },
      at: now,
    });
  });
  forgetApiKeys();
}
