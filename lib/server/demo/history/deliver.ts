import type pg from "pg";
import { renderSettings } from "@/lib/server/channels/render-settings";
import { renderSource } from "@/lib/server/channels/render-source";
import type { Delivery } from "@/lib/server/db/messages/load-deliveries";
import { claimMessages, type Work } from "@/lib/server/jobs/delivery/claim-messages";
import { recordResults } from "@/lib/server/jobs/delivery/record-results";

/**
 * Delivers a shard's messages without calling any provider: the last look and the record are those of every delivery, and the answer
 * between them is always that the message was taken. Inside the caller's transaction. @returns what was sent; `now` is the history's time
 */
export async function deliver(client: pg.PoolClient, shard: number, now: Date): Promise<Delivery[]> {
  // What was planned for them happens here; what waits for later is planned anew.
  const { rows } = await client.query<{ message_ids: string[] }>({
    name: "demo-planned",
    text: `DELETE FROM delivery WHERE shard = $1 AND run_at <= $2 RETURNING message_ids`,
    values: [shard, now],
  });
  const ids = rows.flatMap(({ message_ids }) => message_ids);
  const { work } = await claimMessages(client, { shard, ids, cutOff: new Map() }, now);
  await recordResults(
    client,
    shard,
    work,
    work.map((one) => ({
      result: { kind: "accepted" as const, providerMessageId: `demo-${one.delivery.id}` },
      subject: subjectOf(one),
    })),
    now,
  );
  return work.map(({ delivery }) => delivery);
}

/** The subject alone: the rest of a message is rendered when somebody looks at it. */
function subjectOf({ template, delivery, workspace }: Work): string | null {
  if (!template) return null;
  const settings = { ...renderSettings(workspace, delivery.marketing), unsubscribeUrl: "" };
  const source = { ...template, html: "", text: "" };
  return (
    renderSource(source, delivery.context, settings, delivery.templateVersionId ?? undefined).subject || null
  );
}
