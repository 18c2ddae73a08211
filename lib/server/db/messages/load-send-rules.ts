import type { StepQuietHours } from "@/lib/domain/flow/send";
import type { Duration } from "@/lib/domain/time/duration";
import { Kept } from "@/lib/server/db/kept";
import type { Queryable } from "@/lib/server/db/pool";

/** What a flow version says about sending. */
export type SendRules = {
  cap: { count: number; per: Duration; policy?: "workspace" | "skip" | "hold" } | null;
  /** What its steps do in quiet hours, where they do not do as the workspace says: by step id. */
  quietHours: ReadonlyMap<string, Exclude<StepQuietHours, "workspace">>;
  /** What its marketing messages are about, by the topic's key: by step id. */
  topics: ReadonlyMap<string, string>;
  /** It leaves those alone who talk with an agent. */
  exitOnAgentConversation: boolean;
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
      quiet: [stepId: string, mode: Exclude<StepQuietHours, "workspace">][];
      topics: [stepId: string, topic: string][];
      exitOnAgentConversation: boolean;
      reportSent: boolean;
    }>({
      name: "load-send-rules",
      text: SQL,
      values: [missing],
    });
    return rows.map(
      ({ id, cap, quiet, topics, exitOnAgentConversation, reportSent }) =>
        [
          id,
          {
            cap,
            quietHours: new Map(quiet),
            topics: new Map(topics),
            exitOnAgentConversation,
            reportSent,
          },
        ] as const,
    );
  });
}

const SQL = `
SELECT v.id, v.document #> '{settings,cap}' AS cap,
  COALESCE((SELECT jsonb_agg(jsonb_build_array(step ->> 'id', step #>> '{config,quietHours}')) FROM jsonb_array_elements(v.document -> 'steps') AS step
            WHERE step #>> '{config,quietHours}' <> 'workspace'), '[]') AS quiet,
  COALESCE((SELECT jsonb_agg(jsonb_build_array(step ->> 'id', step #>> '{config,topic}')) FROM jsonb_array_elements(v.document -> 'steps') AS step
            WHERE step ->> 'type' IN ('send-email', 'send-sms') AND step #>> '{config,topic}' IS NOT NULL
              AND step #> '{config,transactional}' IS DISTINCT FROM 'true'::jsonb), '[]') AS topics,
  COALESCE((v.document #> '{settings,exitOnAgentConversation}')::boolean, true) AS "exitOnAgentConversation",
  COALESCE((v.document #> '{settings,countDelivered}')::boolean, false)
    OR jsonb_path_exists(v.document, '$.steps[*].config.failover.until') AS "reportSent"
FROM flow_version v WHERE v.id = ANY($1::uuid[])`;
