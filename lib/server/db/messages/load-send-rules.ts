import type { Duration } from "@/lib/domain/time/duration";
import { Kept } from "@/lib/server/db/kept";
import type { Queryable } from "@/lib/server/db/pool";

/** What a flow version says about sending. */
export type SendRules = {
  cap: { count: number; per: Duration; policy?: "workspace" | "skip" | "hold" } | null;
  ignoreQuietHours: ReadonlySet<string>;
  /** Orders are attributed to messages that were sent, or a step waits for its message: the engine wants to hear of each. */
  reportSent: boolean;
};

const kept = new Kept<SendRules>(500);

/** Send rules of flow versions by id. They never change, so what was read once is kept. */
export async function loadSendRules(
  queryable: Queryable,
  versionIds: readonly string[],
): Promise<Map<string, SendRules>> {
  return await kept.load(versionIds, async (missing) => {
    const { rows } = await queryable.query<{
      id: string;
      cap: SendRules["cap"];
      ignoring: string[];
      reportSent: boolean;
    }>({
      name: "load-send-rules",
      text: SQL,
      values: [missing],
    });
    return rows.map(
      ({ id, cap, ignoring, reportSent }) =>
        [id, { cap, ignoreQuietHours: new Set(ignoring), reportSent }] as const,
    );
  });
}

const SQL = `
SELECT v.id, v.document #> '{settings,cap}' AS cap,
  ARRAY(SELECT step ->> 'id' FROM jsonb_array_elements(v.document -> 'steps') AS step
        WHERE step #>> '{config,quietHours}' = 'ignore') AS ignoring,
  COALESCE((v.document #> '{settings,countDelivered}')::boolean, false)
    OR jsonb_path_exists(v.document, '$.steps[*].config.failover.until') AS "reportSent"
FROM flow_version v WHERE v.id = ANY($1::uuid[])`;
