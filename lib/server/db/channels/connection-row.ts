import type { Provider } from "@/lib/domain/message/connection";
import type { Queryable } from "@/lib/server/db/pool";

export type ConnectionRow = {
  id: string;
  channel: "email" | "sms";
  provider: Provider;
  name: string;
  config: Record<string, unknown>;
  /** Encrypted JSON */
  secrets: string;
  is_default: boolean;
  enabled: boolean;
  created_at: Date;
  updated_at: Date;
};

export const CONNECTION_COLUMNS =
  "id, channel, provider, name, config, secrets, is_default, enabled, created_at, updated_at";

/** The connection with this id in this workspace; null when there is none. */
export async function findConnection(
  queryable: Queryable,
  workspaceId: string,
  id: string,
  { lock = false } = {},
): Promise<ConnectionRow | null> {
  const { rows } = await queryable.query<ConnectionRow>(
    `SELECT ${CONNECTION_COLUMNS} FROM channel_connection WHERE workspace_id = $1 AND id = $2 ${lock ? "FOR UPDATE" : ""}`,
    [workspaceId, id],
  );
  return rows[0] ?? null;
}

/** All connections of a workspace: by channel, the default first. */
export async function listConnections(queryable: Queryable, workspaceId: string): Promise<ConnectionRow[]> {
  const { rows } = await queryable.query<ConnectionRow>(
    `SELECT ${CONNECTION_COLUMNS} FROM channel_connection WHERE workspace_id = $1 ORDER BY channel, is_default DESC, name`,
    [workspaceId],
  );
  return rows;
}

/** Makes a connection the only default of its channel. */
export async function makeDefault(
  queryable: Queryable,
  workspaceId: string,
  channel: string,
  id: string,
): Promise<void> {
  await queryable.query(
    `UPDATE channel_connection SET is_default = (id = $3) WHERE workspace_id = $1 AND channel = $2 AND is_default <> (id = $3)`,
    [workspaceId, channel, id],
  );
}
