import type { updateChannelContract } from "@/lib/contracts/channels";
import type { ResponseOf } from "@/lib/contracts/contract";
import { DomainError, notFound } from "@/lib/domain/errors";
import { CONNECTION_SCHEMAS, type Provider } from "@/lib/domain/message/connection";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { findConnection, makeDefault } from "@/lib/server/db/channels/connection-row";
import { transaction } from "@/lib/server/db/pool";
import { issuesOf } from "@/lib/server/http/read-json";
import { encrypt } from "@/lib/server/secrets";
import { checkLiquidSettings } from "./check-settings";
import { connectionAnswer, secretsOf } from "./connection-answer";
import { connectionNameTaken } from "./create-channel";

type Change = {
  name?: string;
  config?: Record<string, unknown>;
  secrets?: Record<string, string>;
  enabled?: boolean;
  isDefault?: true;
};
type Call = { actor: Actor; params: { id: string }; body: Change };

/** Changes what was sent and leaves the rest; secrets that are not sent stay. */
export async function updateChannel(
  { actor, params, body }: Call,
  clock = systemClock,
): Promise<ResponseOf<typeof updateChannelContract>> {
  authorise(actor, "channels:write");
  return await transaction(async (client) => {
    const row = await findConnection(client, actor.workspaceId, params.id, { lock: true });
    if (!row) throw notFound("connection");
    const config = checked(row.provider, "config", body.config ?? row.config);
    checkLiquidSettings(row.provider, config);
    const secrets = checked(row.provider, "secrets", { ...secretsOf(row), ...body.secrets });
    await client
      .query(
        `UPDATE channel_connection SET name = $3, config = $4, secrets = $5, enabled = $6, updated_at = $7
         WHERE workspace_id = $1 AND id = $2`,
        [
          actor.workspaceId,
          params.id,
          body.name ?? row.name,
          JSON.stringify(config),
          encrypt(JSON.stringify(secrets)),
          body.enabled ?? row.enabled,
          clock(),
        ],
      )
      .catch((error: { code?: string }) => {
        throw error.code === "23505" ? connectionNameTaken(body.name ?? "") : error;
      });
    if (body.isDefault) await makeDefault(client, actor.workspaceId, row.channel, row.id);
    return connectionAnswer((await findConnection(client, actor.workspaceId, params.id))!);
  });
}

function checked(provider: Provider, part: "config" | "secrets", value: unknown): Record<string, unknown> {
  const parsed = CONNECTION_SCHEMAS[provider][part].safeParse(value);
  if (parsed.success) return parsed.data;
  throw new DomainError("invalid_input", "The connection's settings do not fit.", {
    issues: issuesOf(parsed.error).map((issue) => ({
      ...issue,
      path: issue.path ? `${part}.${issue.path}` : part,
    })),
  });
}
