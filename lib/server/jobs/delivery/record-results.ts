import { MAX_ATTEMPTS, retryDelayMs } from "@/lib/domain/message/retry";
import { enqueueDeliveries, type PlannedDelivery } from "@/lib/server/db/messages/enqueue-deliveries";
import { type CallResult, saveResults } from "@/lib/server/db/messages/save-results";
import type { Queryable } from "@/lib/server/db/pool";
import type { Called } from "./call-providers";
import type { Work } from "./claim-messages";
import { reportResults } from "./report-results";

/**
 * Writes what the calls came to, tells the engine, and plans further attempts. Inside the caller's transaction.
 * @returns how many results were put on the event log
 */
export async function recordResults(
  queryable: Queryable,
  shard: number,
  work: readonly Work[],
  called: readonly Called[],
  now: Date,
): Promise<number> {
  const results = work.map((one, index) => resultOf(one, called[index]!, now));
  const saved = await saveResults(
    queryable,
    shard,
    results.map(({ row }) => row),
  );
  const standing = results.filter(({ row }) => saved.has(row.id));
  await enqueueDeliveries(
    queryable,
    standing.flatMap(({ row, again }): PlannedDelivery[] =>
      again ? [{ shard, ids: [row.id], runAt: again }] : [],
    ),
  );
  return await reportResults(
    queryable,
    shard,
    standing.flatMap(({ row, work: one }) =>
      row.status === "queued" ? [] : [{ delivery: one.delivery, result: row.status, reason: row.reason }],
    ),
    now,
  );
}

type Result = { work: Work; row: CallResult; again: Date | null };

function resultOf(work: Work, { result, subject }: Called, now: Date): Result {
  const base = {
    id: work.delivery.id,
    attempts: work.attempt,
    subject,
    providerMessageId: null,
    sentAt: null,
  };
  const after = (ms: number) => new Date(now.getTime() + ms);
  switch (result.kind) {
    case "accepted":
      return {
        work,
        row: {
          ...base,
          status: "sent",
          reason: null,
          providerMessageId: result.providerMessageId ?? null,
          sentAt: now,
        },
        again: null,
      };
    case "rejected":
      return { work, row: { ...base, status: "failed", reason: `rejected:${result.reason}` }, again: null };
    case "broken":
      return {
        work,
        row: { ...base, status: "failed", reason: `template_error:${result.reason}` },
        again: null,
      };
    case "unknown":
      return {
        work,
        row: { ...base, status: "unknown", reason: `interrupted:${result.reason}` },
        again: null,
      };
    case "postponed":
      return { work, row: { ...base, status: "queued", reason: null }, again: now };
    case "retry": {
      if (work.attempt >= MAX_ATTEMPTS) {
        return { work, row: { ...base, status: "failed", reason: `gave_up:${result.reason}` }, again: null };
      }
      return {
        work,
        row: { ...base, status: "queued", reason: `retry:${result.reason}` },
        again: after(retryDelayMs(work.attempt, result.retryAfterMs)),
      };
    }
  }
}
