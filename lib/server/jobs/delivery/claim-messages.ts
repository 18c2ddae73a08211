import { maySend, type Verdict } from "@/lib/domain/message/may-send";
import { MAX_ATTEMPTS } from "@/lib/domain/message/retry";
import type { TemplateSource } from "@/lib/domain/message/template";
import type { OpenConnection } from "@/lib/server/channels/channel";
import { openStored } from "@/lib/server/channels/open-stored";
import { CHANNELS } from "@/lib/server/channels/registry";
import type { StoredConnection } from "@/lib/server/db/channels/load-senders";
import type { Delivery } from "@/lib/server/db/messages/load-deliveries";
import type { SendingWorkspace } from "@/lib/server/db/messages/load-sending-workspaces";
import { type Decided, saveVerdicts } from "@/lib/server/db/messages/save-verdicts";
import type { TakenDeliveries } from "@/lib/server/db/messages/take-deliveries";
import type { Queryable } from "@/lib/server/db/pool";
import { log } from "@/lib/server/log";
import { factsOf } from "./delivery-facts";
import { type Gate, gateOf } from "./gate";
import { planForLater } from "./plan-for-later";
import { reportResults } from "./report-results";
import { type Looked, lookAt, type Scene } from "./scene";

/** A claimed message with all that calling its provider takes. */
export type Work = {
  delivery: Delivery;
  /** The key of what it is about. */
  topic: string | null;
  /** Its flow looks at what was sent, so the engine is told of it. */
  reportSent: boolean;
  gate: Gate;
  /** The attempt about to be made, from 1 */
  attempt: number;
  to: string;
  workspace: SendingWorkspace;
  /** null for a webhook */
  connectionId: string | null;
  connection: OpenConnection | null;
  /** null for a webhook, or when the version is gone */
  template: TemplateSource | null;
};

/**
 * Looks a last time at each message and finds those that may go; marks the others `skipped` or `unknown`, or plans them for later. Runs inside the
 * transaction in which they were taken, and that puts what goes under a lease; `told` counts the results that were put on the event log.
 */
export async function claimMessages(
  queryable: Queryable,
  { shard, ids, cutOff }: TakenDeliveries,
  now: Date,
): Promise<{ work: Work[]; told: number }> {
  if (ids.length === 0) return { work: [], told: 0 };
  const scene = await lookAt(queryable, shard, ids, cutOff, now);
  const decisions: Decision[] = [];
  for (const delivery of scene.deliveries) decisions.push(decideAlone(scene, delivery, now));

  const saved = await saveVerdicts(
    queryable,
    shard,
    decisions.flatMap(({ saved }) => saved ?? []),
  );
  const told = await reportResults(
    queryable,
    shard,
    decisions.flatMap(({ delivery, saved: row }) =>
      row && row.status !== "queued" && saved.has(row.id)
        ? [{ delivery, result: row.status, reason: row.reason }]
        : [],
    ),
    now,
  );
  await planForLater(queryable, shard, decisions);
  return { work: decisions.flatMap(({ work }) => work ?? []), told };
}

/** A message about which nothing can be decided, since its workspace's settings cannot be read, say, waits and keeps no other waiting. */
function decideAlone(scene: Scene, delivery: Looked, now: Date): Decision {
  try {
    if (scene.workspaces.has(delivery.workspaceId)) return decide(scene, delivery, now);
  } catch (error) {
    const { id: messageId, runId, customerId, flowId } = delivery;
    log().error({ err: error, messageId, runId, customerId, flowId }, "a message cannot be decided about");
  }
  return { delivery, saved: null, work: null, later: new Date(now.getTime() + UNDECIDED_MS) };
}

/** What becomes of a message now. `later`: when it is looked at again. */
export type Decision = { delivery: Looked; saved: Decided | null; work: Work | null; later: Date | null };

function decide(scene: Scene, delivery: Looked, now: Date): Decision {
  const stored = connectionOf(scene, delivery);
  const { id, attempts, connectionId, cutOff } = delivery;
  const ended = (status: Decided["status"], reason: string | null): Decision => ({
    delivery,
    saved: { id, status, reason, attempts, connectionId },
    work: null,
    later: null,
  });
  if (cutOff && !isRepeatable(delivery, stored)) return ended("unknown", "interrupted");
  const facts = factsOf(scene, delivery, stored !== null, now);
  const verdict: Verdict = maySend(facts);
  const workspace = scene.workspaces.get(delivery.workspaceId);
  if (verdict.kind === "wait") {
    const told = verdict.reason && !cutOff ? ended("queued", verdict.reason).saved : null;
    return { delivery, saved: told, work: null, later: new Date(verdict.until) };
  }
  if (verdict.kind === "skip" || !workspace || !facts.address) {
    // What was cut off may have gone out, so it is not called a skip.
    if (cutOff) return ended("unknown", "interrupted");
    return ended("skipped", verdict.kind === "skip" ? reasonOf(verdict) : "run_ended");
  }
  const gate = gateOf(gateKey(delivery, stored, facts.address));
  if (gate.clogged) return { delivery, saved: null, work: null, later: new Date(now.getTime() + CLOGGED_MS) };
  if (delivery.marketing) {
    const { customerId, channel, flowId } = delivery;
    const send = { customerId, channel, flowId, at: now.getTime() };
    const sends = scene.recent.get(customerId);
    if (sends) sends.push(send);
    else scene.recent.set(customerId, [send]);
  }
  const rules = scene.rules.get(delivery.versionId);
  const work: Work = {
    delivery,
    gate,
    topic: rules?.topics.get(delivery.stepId) ?? null,
    reportSent: rules?.reportSent ?? false,
    attempt: attempts + 1,
    to: facts.address,
    workspace,
    connectionId: stored?.id ?? null,
    connection: stored && opened(stored),
    template: scene.templates.get(delivery.templateVersionId ?? "") ?? null,
  };
  return { delivery, saved: null, work, later: null };
}

function reasonOf({ reason, detail }: Extract<Verdict, { kind: "skip" }>): string {
  return detail === undefined ? reason : `${reason}:${detail}`;
}

/** How long a message waits whose provider does not keep up. */
const CLOGGED_MS = 5_000;
/** When a message that cannot be decided about is looked at again. */
const UNDECIDED_MS = 5 * 60_000;

function gateKey({ channel }: Delivery, stored: StoredConnection | null, address: string): string {
  if (channel === "webhook") return URL.canParse(address) ? new URL(address).host : "";
  return stored?.id ?? "";
}

/** The connection that began it, where an attempt was made; else its channel's default. */
function connectionOf(scene: Scene, delivery: Looked): StoredConnection | null {
  if (delivery.channel === "webhook") return null;
  if (delivery.cutOff) return scene.connections.find(({ id }) => id === delivery.connectionId) ?? null;
  const own = scene.connections.filter(
    ({ workspaceId, channel }) => workspaceId === delivery.workspaceId && channel === delivery.channel,
  );
  return own.find(({ isDefault, enabled }) => isDefault && enabled) ?? null;
}

/** Whether a call that was cut off may be made again. A message whose every attempt ends with the worker's death is given up too. */
function isRepeatable({ attempts, channel }: Delivery, stored: StoredConnection | null): boolean {
  if (attempts >= MAX_ATTEMPTS) return false;
  if (channel === "webhook") return true;
  const connection = stored && opened(stored);
  return connection !== null && CHANNELS[connection.provider].idempotent(connection);
}

const open = new WeakMap<StoredConnection, OpenConnection | null>();

/** A connection's secrets are read once in a batch, not for each of its messages. */
function opened(stored: StoredConnection): OpenConnection | null {
  const found = open.get(stored);
  if (found !== undefined) return found;
  const connection = openStored(stored);
  open.set(stored, connection);
  return connection;
}
