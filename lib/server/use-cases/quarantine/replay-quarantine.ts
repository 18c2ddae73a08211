import { v7 as uuid } from "uuid";
import { z } from "zod";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { replayQuarantineContract } from "@/lib/contracts/events";
import { DomainError, type Issue } from "@/lib/domain/errors";
import { judgeEvent, type Verdict } from "@/lib/domain/event/judge-event";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { writeAudit } from "@/lib/server/db/audit/write-audit";
import { type IngestRules, ingestRules } from "@/lib/server/db/events/definition-cache";
import { recordActivity } from "@/lib/server/db/events/record-activity";
import { pool } from "@/lib/server/db/pool";
import { decodeCursor, encodeCursor } from "@/lib/server/http/cursor";

const AT_ONCE = 500;
const PER_CALL = 5_000;

type Answer = ResponseOf<typeof replayQuarantineContract>;
type Call = { actor: Actor; body: { name: string; cursor?: string } };
type Row = { id: number; message_id: string; payload: Record<string, unknown>; received_at: Date };
type Judged = { row: Row; verdict: Verdict };

/**
 * Moves events kept aside under a name into the log, as they were sent and in the order they came, as far as they fit the name's
 * definition now; the rest stay, with what is wrong. Doing it twice, or at once, moves each event once: its messageId decides.
 * @throws DomainError conflict while the name is not defined
 */
export async function replayQuarantine({ actor, body }: Call, clock = systemClock): Promise<Answer> {
  authorise(actor, "event-definitions:write");
  const now = clock();
  const rules = await ingestRules(actor.workspaceId, now);
  if (!rules.definitions.has(body.name)) {
    throw new DomainError("conflict", `No event named "${body.name}" is defined yet.`, {
      issues: [{ path: "name", message: "not defined", fix: "Define it first." }],
    });
  }
  const answer: Answer = { replayed: 0, duplicate: 0, misfits: 0, errors: [], nextCursor: null };
  let after = decodeCursor(body.cursor, z.number().int().nonnegative()) ?? 0;
  for (let seen = 0; seen < PER_CALL; seen += AT_ONCE) {
    const rows = await readBatch(actor.workspaceId, body.name, after);
    const judged = rows.map((row): Judged => ({ row, verdict: judge(row, rules, now) }));
    const { moved, duplicate } = await move(actor.workspaceId, judged, now);
    const errors = await keep(judged);
    answer.replayed += moved;
    answer.duplicate += duplicate;
    answer.misfits += rows.length - moved - duplicate;
    if (errors.length > 0) answer.errors = errors;
    after = rows.at(-1)?.id ?? after;
    if (rows.length < AT_ONCE) break;
    if (seen + AT_ONCE >= PER_CALL) answer.nextCursor = encodeCursor(after);
  }
  await note(actor, body.name, answer, now);
  return answer;
}

async function note(actor: Actor, name: string, { replayed, misfits }: Answer, at: Date): Promise<void> {
  await writeAudit(pool(), {
    workspaceId: actor.workspaceId,
    actor: actor.id,
    action: "quarantine.replayed",
    objectType: "quarantine",
    objectId: name,
    detail: { name, replayed, misfits },
    at,
  });
}

async function readBatch(workspaceId: string, name: string, after: number): Promise<Row[]> {
  const { rows } = await pool().query<Row>(
    `SELECT id, message_id, payload, received_at FROM quarantined_event
     WHERE workspace_id = $1 AND name = $2 AND id > $3 AND replayed_at IS NULL AND reason <> 'engine_error' ORDER BY id LIMIT $4`,
    [workspaceId, name, after, AT_ONCE],
  );
  return rows;
}

// It was on time when it came; having waited for its definition does not make it too old.
function judge({ message_id, payload, received_at }: Row, rules: IngestRules, now: Date): Verdict {
  const raw = {
    ...payload,
    messageId: message_id,
    occurredAt: payload.occurredAt ?? received_at.toISOString(),
  };
  return judgeEvent(raw, {
    ...rules,
    undefinedEvents: "reject",
    maxAgeMs: Number.POSITIVE_INFINITY,
    now: now.getTime(),
    newId: uuid,
  });
}

async function move(
  workspaceId: string,
  judged: readonly Judged[],
  now: Date,
): Promise<{ moved: number; duplicate: number }> {
  const sound = judged.flatMap(({ row, verdict }) =>
    verdict.kind === "accept" ? [{ row, event: verdict.event }] : [],
  );
  if (sound.length === 0) return { moved: 0, duplicate: 0 };
  const { accepted } = await recordActivity({
    workspaceId,
    persons: sound.map(({ event }) => event.person),
    activities: sound.map(({ event: { person: _person, ...event } }, index) => ({ ...event, person: index })),
    source: "api",
    now,
  });
  // After the log has them: a crash in between leaves them here, and the next replay finds that they are there.
  await pool().query(
    "UPDATE quarantined_event SET replayed_at = $2, errors = '[]' WHERE id = ANY ($1::bigint[])",
    [sound.map(({ row }) => row.id), now],
  );
  return { moved: accepted.size, duplicate: sound.length - accepted.size };
}

async function keep(judged: readonly Judged[]): Promise<Issue[]> {
  const misfits = judged.flatMap(({ row, verdict }) =>
    verdict.kind === "accept" ? [] : [{ id: row.id, errors: verdict.errors }],
  );
  if (misfits.length === 0) return [];
  await pool().query(
    `UPDATE quarantined_event q SET reason = 'invalid_properties', errors = m.errors::jsonb
     FROM unnest($1::bigint[], $2::text[]) AS m (id, errors) WHERE q.id = m.id`,
    [misfits.map(({ id }) => id), misfits.map(({ errors }) => JSON.stringify(errors))],
  );
  return misfits.at(-1)?.errors ?? [];
}
