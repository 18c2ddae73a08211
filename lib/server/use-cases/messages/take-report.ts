import { shardOf } from "@/lib/domain/shard";
import { wakeWorkers } from "@/lib/server/db/events/wake-workers";
import { applyReport, type Report } from "@/lib/server/db/messages/apply-report";
import { transaction } from "@/lib/server/db/pool";
import { reportResults } from "@/lib/server/jobs/delivery/report-results";
import { optOut } from "../unsubscribe/opt-out";

export type Told = {
  workspaceId: string;
  messageId: string;
  /** The connection that reports; null for a click on our own link */
  connectionId: string | null;
  report: Report;
  reason?: string;
  /** The customer called it spam: they get no more of it. */
  complaint?: boolean;
};

/** Notes what became of a sent message and tells the engine, in one transaction. What is told again changes nothing. */
export async function takeReport(told: Told, now: Date): Promise<void> {
  const shard = shardOf(told.messageId);
  const news = await transaction(async (client) => {
    const message = await applyReport(client, {
      shard,
      id: told.messageId,
      workspaceId: told.workspaceId,
      connectionId: told.connectionId,
      report: told.report,
      reason: told.reason ?? null,
      at: now,
    });
    if (!message) return false;
    const reported = await reportResults(
      client,
      shard,
      [{ delivery: message, result: told.report, reason: told.reason ?? null }],
      now,
    );
    if (!told.complaint || message.channel === "webhook") return reported > 0;
    const who = {
      workspaceId: told.workspaceId,
      customerId: message.customerId,
      channel: message.channel,
      topic: null,
      source: "spam complaint",
    };
    return (await optOut(client, who, now)) || reported > 0;
  });
  if (news) wakeWorkers();
}
