import type { Provider } from "@/lib/domain/message/connection";
import type { Queryable } from "@/lib/server/db/pool";

/** A connection as stored: secrets still encrypted. */
export type StoredConnection = {
  id: string;
  workspaceId: string;
  channel: "email" | "sms";
  provider: Provider;
  name: string;
  config: Record<string, unknown>;
  secrets: string;
  isDefault: boolean;
  enabled: boolean;
};

/** The enabled default connections of these workspaces, and those named by id (a message that was begun stays with its connection). */
export async function loadSenders(
  queryable: Queryable,
  workspaceIds: readonly string[],
  ids: readonly string[],
): Promise<StoredConnection[]> {
  const { rows } = await queryable.query<StoredConnection>({
    name: "load-senders",
    text: `SELECT id, workspace_id AS "workspaceId", channel, provider, name, config, secrets, is_default AS "isDefault", enabled
           FROM channel_connection
           WHERE workspace_id = ANY($1::uuid[]) AND ((is_default AND enabled) OR id = ANY($2::uuid[]))`,
    values: [workspaceIds, ids],
  });
  return rows;
}
