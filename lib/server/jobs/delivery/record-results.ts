import type { InternalEventName } from "@/lib/domain/event/internal";
import { MAX_ATTEMPTS, retryDelayMs } from "@/lib/domain/message/retry";
import { listeningWorkspaces } from "@/lib/server/db/events/listening-workspaces";
import { enqueueDeliveries, type PlannedDelivery } from "@/lib/server/db/messages/enqueue-deliveries";
import { type CallResult, saveResults } from "@/lib/server/db/messages/save-results";
import type { Queryable } from "@/lib/server/db/pool";
import { together } from "@/lib/server/db/together";
import { Outcome } from "@/lib/server/engine/outcome";
import { addCounters } from "@/lib/server/engine/save-counters";
import type { Called } from "./call-providers";
import type { Work } from "./claim-messages";
import { noteSent, reportResults } from "./report-results";

/** The names under which a message that was sent stands on the log, see sent-event.ts. */
const SENT: readonly InternalEventName[] = [
  "customer.email.sent",
  "customer.sms.sent",
  "distribution.email.sent",
  "distribution.sms.sent",
];

/**
 * Writes what the calls came to, plans further attempts, and counts what was sent. The engine is told of everything else, and of what was sent
 * where a flow or a segment looks at it; what nobody waits for only goes onto the log. Inside the caller's transaction.
 * @returns how many results were put on the event log
 */
export async function recordResults(
  queryable: Queryable,
  shard: number,
  work: readonly Work[],
  called: readonly Called[],
  now: Date,
): Promise<number> {
  const results: Result[] = [];
  for (const [index, one] of work.entries()) results.push(resultOf(one, called[index]!, now));
  const saved = await saveResults(queryable, shard, results.map(rowOf));
  const standing = results.filter(({ row }) => saved.has(row.id));
  const sent = standing.filter(({ row }) => row.status === "sent");
  const [, listening] = await together([
    enqueueDeliveries(queryable, plansForAgain(shard, standing)),
    sent.length > 0
      ? listeningWorkspaces(
          queryable,
          sent.map(({ work: { delivery } }) => delivery.workspaceId),
          SENT,
        )
      : Promise.resolve(new Set<string>()),
  ]);
  const isQuiet = ({ row, work: { reportSent, delivery } }: Result) =>
    row.status === "sent" && !reportSent && !listening.has(delivery.workspaceId);
  const reports = (results: readonly Result[]) =>
    results.flatMap(({ row, work: { delivery } }) =>
      row.status === "queued" ? [] : [{ delivery, result: row.status, reason: row.reason }],
    );
  const told = await reportResults(
    queryable,
    shard,
    reports(standing.filter((result) => !isQuiet(result))),
    now,
  );
  const quiet = standing.filter(isQuiet);
  await noteSent(queryable, shard, reports(quiet), now);
  await countSent(queryable, shard, quiet, now);
  return told;
}

/** Counts on its step what was sent and is told to nobody. Last in its transaction: the counters are the shard's, and the engine wants them too. */
async function countSent(
  queryable: Queryable,
  shard: number,
  results: readonly Result[],
  now: Date,
): Promise<void> {
  const outcome = new Outcome();
  for (const { work } of results) outcome.count(work.delivery.versionId, work.delivery.stepId, "sent");
  await addCounters(queryable, shard, now, outcome.counters());
}

/** Messages that are tried again at the same moment share a row. */
function plansForAgain(shard: number, results: readonly Result[]): PlannedDelivery[] {
  const byMoment = new Map<number, { ids: string[]; runAt: Date }>();
  for (const { row, again } of results) {
    if (!again) continue;
    const group = byMoment.get(again.getTime()) ?? { ids: [], runAt: again };
    group.ids.push(row.id);
    byMoment.set(again.getTime(), group);
  }
  return [...byMoment.values()].map((group) => ({ shard, ...group }));
}

type Result = { work: Work; row: CallResult; again: Date | null };

const rowOf = ({ row }: Result) => row;

function resultOf(work: Work, { result, subject, broken }: Called, now: Date): Result {
  const row: CallResult = {
    id: work.delivery.id,
    status: "queued",
    reason: null,
    attempts: work.attempt,
    attemptsKept: work.attempt,
    recipient: work.to,
    connectionId: work.connectionId,
    subject: stored(subject),
    providerMessageId: null,
    sentAt: null,
  };
  const outcome: Result = { work, row, again: null };
  switch (result.kind) {
    case "accepted":
      row.status = "sent";
      row.reason = stored(broken ? `broken_promise:${broken}` : null);
      row.providerMessageId = stored(result.providerMessageId ?? null);
      row.sentAt = now;
      break;
    case "rejected":
      row.status = "failed";
      row.reason = stored(`rejected:${result.reason}`);
      break;
    case "broken":
      row.status = "failed";
      row.reason = stored(`template_error:${result.reason}`);
      break;
    case "unknown":
      row.status = "unknown";
      row.reason = stored(`interrupted:${result.reason}`);
      break;
    case "postponed":
      row.attemptsKept = work.attempt - 1;
      outcome.again = now;
      break;
    case "retry": {
      const hasGivenUp = work.attempt >= MAX_ATTEMPTS;
      row.status = hasGivenUp ? "failed" : "queued";
      row.reason = stored(`${hasGivenUp ? "gave_up" : "retry"}:${result.reason}`);
      if (!hasGivenUp)
        outcome.again = new Date(now.getTime() + retryDelayMs(work.attempt, result.retryAfterMs));
    }
  }
  return outcome;
}

/** A provider's words as the database takes them: it holds no NUL, and one answer must not cost the whole batch its record. */
function stored<Text extends string | null>(words: Text): Text {
  return (words?.includes("\0") ? words.replaceAll("\0", "") : words) as Text;
}
