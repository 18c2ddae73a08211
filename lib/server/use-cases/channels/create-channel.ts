import { v7 } from "uuid";
import type { z } from "zod";
import type { createChannelContract, newConnection } from "@/lib/contracts/channels";
import type { ResponseOf } from "@/lib/contracts/contract";
import { DomainError } from "@/lib/domain/errors";
import { PROVIDERS } from "@/lib/domain/message/connection";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { findConnection, listConnections, makeDefault } from "@/lib/server/db/channels/connection-row";
import { transaction } from "@/lib/server/db/pool";
import { encrypt } from "@/lib/server/secrets";
import { checkLiquidSettings } from "./check-settings";
import { connectionAnswer } from "./connection-answer";

type Call = { actor: Actor; body: z.output<typeof newConnection> };

/** Connects a provider. Its secrets are encrypted and never shown again. @throws DomainError conflict when the name is taken */
export async function createChannel(
  { actor, body }: Call,
  clock = systemClock,
): Promise<ResponseOf<typeof createChannelContract>> {
  authorise(actor, "channels:write");
  checkLiquidSettings(body.provider, body.config);
  const { channel } = PROVIDERS[body.provider];
  const id = v7();
  return await transaction(async (client) => {
    const { rowCount } = await client.query(
      `INSERT INTO channel_connection (id, workspace_id, channel, provider, name, config, secrets, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8) ON CONFLICT (workspace_id, name) DO NOTHING`,
      [
        id,
        actor.workspaceId,
        channel,
        body.provider,
        body.name,
        JSON.stringify(body.config),
        encrypt(JSON.stringify(body.secrets)),
        clock(),
      ],
    );
    if (rowCount === 0) throw connectionNameTaken(body.name);
    const others = await listConnections(client, actor.workspaceId);
    const hasDefault = others.some((one) => one.channel === channel && one.is_default);
    if (body.isDefault || !hasDefault) await makeDefault(client, actor.workspaceId, channel, id);
    return connectionAnswer((await findConnection(client, actor.workspaceId, id))!);
  });
}

/** The refusal of a second connection with the same name. */
export function connectionNameTaken(name: string): DomainError {
  return new DomainError("conflict", `There is already a connection named "${name}".`, {
    issues: [{ path: "name", message: "taken", fix: "Choose another name." }],
  });
}
