import type { Queryable } from "@/lib/server/db/pool";
import type { StoredConnection } from "./load-senders";

/** A connection by its id, of any workspace. For providers' reports, which prove themselves by their signature. */
export async function findAnyConnection(queryable: Queryable, id: string): Promise<StoredConnection | null> {
  const { rows } = await queryable.query<StoredConnection>(
    `SELECT id, workspace_id AS "workspaceId", channel, provider, name, config, secrets, is_default AS "isDefault", enabled
     FROM channel_connection WHERE id = $1`,
    [id],
  );
  return rows[0] ?? null;
}
