import type { TIMELINE_PARTS } from "@/lib/contracts/customers";
import { describePublication, describeRedemption } from "@/lib/domain/timeline/describe-coupon";
import { describeEvent } from "@/lib/domain/timeline/describe-event";
import { describeMessage } from "@/lib/domain/timeline/describe-message";
import { describeRefusal } from "@/lib/domain/timeline/describe-refusal";
import { describeTransitions } from "@/lib/domain/timeline/describe-transitions";
import type { TimelineEntry } from "@/lib/domain/timeline/entry";
import type { Position, Source, SourceRow } from "@/lib/domain/timeline/merge";
import type { FoundCustomer } from "@/lib/server/db/customers/find-customer";
import { readTimelineEvents } from "@/lib/server/db/customers/timeline/read-events";
import { readTimelineMessages } from "@/lib/server/db/customers/timeline/read-messages";
import { readTimelinePublications } from "@/lib/server/db/customers/timeline/read-publications";
import { readTimelineRedemptions } from "@/lib/server/db/customers/timeline/read-redemptions";
import { readTimelineRefusals } from "@/lib/server/db/customers/timeline/read-refusals";
import { readTimelineStepLog } from "@/lib/server/db/customers/timeline/read-step-log";
import type { TimelineRead } from "@/lib/server/db/customers/timeline/timeline-read";
import { type FlowWords, loadFlowWords } from "@/lib/server/db/performance/load-flow-words";
import { pool } from "@/lib/server/db/pool";
import { readTopicNames } from "@/lib/server/db/topics/read-topic-names";

/** What a timeline is read from. At the same moment the effect stands above its cause, so the event is last. */
export const SOURCE_NAMES = [
  "redemptions",
  "messages",
  "publications",
  "stepLog",
  "refusals",
  "events",
] as const;

type Reading = {
  workspaceId: string;
  customer: FoundCustomer;
  /** Where each source goes on, in the order of SOURCE_NAMES; null is the beginning. */
  positions: readonly Position[] | null;
  limit: number;
  show: ReadonlySet<(typeof TIMELINE_PARTS)[number]>;
};

/** The next rows of every source that is asked for, in words, in the order of SOURCE_NAMES. */
export async function readSources(reading: Reading): Promise<Source[]> {
  const { workspaceId, customer, show } = reading;
  const zone = customer.workspace_zone;
  const read = reader(reading);
  const events = show.has("events");
  const reports = show.has("messages");
  const [redemptions, messages, publications, stepLog, refusals, log] = await Promise.all([
    read(0, show.has("codes"), (from) => readTimelineRedemptions(pool(), from)),
    read(1, show.has("messages"), (from) => readTimelineMessages(pool(), from)),
    read(2, show.has("codes"), (from) => readTimelinePublications(pool(), from)),
    read(3, show.has("decisions"), (from) => readTimelineStepLog(pool(), from)),
    read(4, show.has("decisions"), (from) => readTimelineRefusals(pool(), from)),
    read(5, events || reports, (from) => readTimelineEvents(pool(), from, { reports, others: events })),
  ]);
  const [topics, words] = await Promise.all([
    readTopicNames(pool(), workspaceId),
    loadFlowWords(pool(), workspaceId, [
      ...stepLog.rows.map((row) => row.version_id),
      ...messages.rows.map((row) => row.versionId),
    ]),
  ]);
  return [
    sourceOf(redemptions, (row) => ({ key: momentKey(row), entries: [describeRedemption(row)] })),
    sourceOf(messages, (row) => ({
      key: momentKey(row),
      entries: [withStep(describeMessage(row), words.get(row.versionId))],
    })),
    sourceOf(publications, (row) => ({ key: momentKey(row), entries: [describePublication(row, zone)] })),
    sourceOf(stepLog, (row) => ({
      key: [row.id],
      entries: describeTransitions(
        {
          id: row.id,
          runId: row.run_id,
          flowId: row.flow_id,
          flowName: row.flow_name,
          transitions: row.transitions,
        },
        words.get(row.version_id)?.steps ?? new Map(),
        zone,
      ),
    })),
    sourceOf(refusals, (row) => ({ key: [row.eventId, row.flowId], entries: [describeRefusal(row, zone)] })),
    sourceOf(log, (row) => ({ key: [row.id], entries: [describeEvent(row, topics)] })),
  ];
}

type Read<Row> = { rows: Row[]; skip: number; more: boolean };

function reader({ workspaceId, customer, positions, limit }: Reading) {
  return async <Row>(
    index: number,
    wanted: boolean,
    rowsOf: (read: TimelineRead) => Promise<Row[]>,
  ): Promise<Read<Row>> => {
    const position = positions?.[index] ?? null;
    if (!wanted || position === "end") return { rows: [], skip: 0, more: false };
    const rows = await rowsOf({
      shard: customer.shard,
      customerId: customer.id,
      workspaceId,
      from: position?.key ?? null,
      // One more than can be shown: it tells that there is more, and where to go on.
      limit: limit + 1,
    });
    return { rows, skip: position?.skip ?? 0, more: rows.length > limit };
  };
}

function sourceOf<Row>({ rows, skip, more }: Read<Row>, describe: (row: Row) => SourceRow): Source {
  return { rows: rows.map(describe), skip, more };
}

function momentKey(row: { createdAt: number; id: string }): [string, string] {
  return [new Date(row.createdAt).toISOString(), row.id];
}

function withStep(entry: TimelineEntry, words: FlowWords | undefined): TimelineEntry {
  const step = entry.stepId === undefined ? undefined : words?.steps.get(entry.stepId);
  return step ? { ...entry, stepName: step.name, stepType: step.type } : entry;
}
