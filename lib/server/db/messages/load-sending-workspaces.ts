import { type WorkspaceSettings, workspaceSettings } from "@/lib/domain/workspace/settings";
import type { Queryable } from "@/lib/server/db/pool";
import { TOPIC_NAMES } from "@/lib/server/db/topics/topic-names";
import { log } from "@/lib/server/log";

/** What sending needs to know of a workspace. `signingSecret` still encrypted. */
export type SendingWorkspace = {
  id: string;
  name: string;
  timeZone: string;
  currency: string;
  settings: WorkspaceSettings;
  signingSecret: string;
  /** Names of its topics by their keys. */
  topics: Readonly<Record<string, string>>;
};

/** Workspaces by id, as sending needs them. One whose settings cannot be read is left out, so that it keeps nobody else waiting. */
export async function loadSendingWorkspaces(
  queryable: Queryable,
  ids: readonly string[],
): Promise<Map<string, SendingWorkspace>> {
  const { rows } = await queryable.query<Omit<SendingWorkspace, "settings"> & { settings: unknown }>({
    name: "load-sending-workspaces",
    text: `SELECT id, name, time_zone AS "timeZone", currency, settings, signing_secret AS "signingSecret", ${TOPIC_NAMES} AS topics
           FROM workspace w WHERE id = ANY($1::uuid[])`,
    values: [[...new Set(ids)]],
  });
  return new Map(
    rows.flatMap((row) => {
      const settings = workspaceSettings.safeParse(row.settings);
      if (settings.success) return [[row.id, { ...row, settings: settings.data }] as const];
      log().error({ err: settings.error, workspaceId: row.id }, "a workspace's settings cannot be read");
      return [];
    }),
  );
}
