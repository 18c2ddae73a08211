import type { MessageContext } from "@/lib/domain/message/context";
import { shardOf } from "@/lib/domain/shard";
import type { WebhookCall } from "@/lib/server/channels/webhook";
import type { Queryable } from "@/lib/server/db/pool";
import type { ListedMessage } from "./list-messages";

export type FoundMessage = ListedMessage & {
  shard: number;
  run_id: string;
  marketing: boolean;
  attempts: number;
  context: MessageContext & { webhook?: WebhookCall };
  provider_message_id: string | null;
  connection_id: string | null;
  connection_name: string | null;
  provider: string | null;
  template_version_id: string | null;
  template_id: string | null;
  template_name: string | null;
  template_number: number | null;
  send_before: Date | null;
  delivered_at: Date | null;
  opened_at: Date | null;
  clicked_at: Date | null;
};

/** A message by its id, which tells its shard; null when there is none in this workspace. */
export async function findMessage(
  queryable: Queryable,
  workspaceId: string,
  id: string,
): Promise<FoundMessage | null> {
  const { rows } = await queryable.query<FoundMessage>({
    name: "find-message",
    text: SQL,
    values: [shardOf(id), id, workspaceId],
  });
  return rows[0] ?? null;
}

const SQL = `
SELECT m.*, c.external_id, c.email, c.phone, c.first_name, c.last_name, f.name AS flow_name,
  k.name AS connection_name, k.provider, v.template_id, v.number AS template_number, t.name AS template_name
FROM message m
LEFT JOIN customer c ON c.shard = m.shard AND c.id = m.customer_id
LEFT JOIN flow f ON f.id = m.flow_id
LEFT JOIN channel_connection k ON k.id = m.connection_id
LEFT JOIN template_version v ON v.id = m.template_version_id
LEFT JOIN template t ON t.id = v.template_id
WHERE m.shard = $1 AND m.id = $2 AND m.workspace_id = $3`;
