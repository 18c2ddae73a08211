import { type WorkspaceSettings, workspaceSettings } from "@/lib/domain/workspace/settings";
import type { Queryable } from "@/lib/server/db/pool";

/** What sending needs to know of a workspace. `signingSecret` still encrypted. */
export type SendingWorkspace = {
  id: string;
  name: string;
  timeZone: string;
  currency: string;
  settings: WorkspaceSettings;
  signingSecret: string;
};

/** Workspaces by id, as sending needs them. */
export async function loadSendingWorkspaces(
  queryable: Queryable,
  ids: readonly string[],
): Promise<Map<string, SendingWorkspace>> {
  const { rows } = await queryable.query<Omit<SendingWorkspace, "settings"> & { settings: unknown }>({
    name: "load-sending-workspaces",
    text: `SELECT id, name, time_zone AS "timeZone", currency, settings, signing_secret AS "signingSecret"
           FROM workspace WHERE id = ANY($1::uuid[])`,
    values: [[...new Set(ids)]],
  });
  return new Map(rows.map((row) => [row.id, { ...row, settings: workspaceSettings.parse(row.settings) }]));
}
