import { refusesTopic } from "@/lib/domain/customer/consent";
import { type DeliveryFacts, maySend, type Verdict } from "@/lib/domain/message/may-send";
import { MAX_ATTEMPTS } from "@/lib/domain/message/retry";
import type { TemplateSource } from "@/lib/domain/message/template";
import { durationMs } from "@/lib/domain/time/duration";
import type { OpenConnection } from "@/lib/server/channels/channel";
import { openStored } from "@/lib/server/channels/open-stored";
import { CHANNELS } from "@/lib/server/channels/registry";
import { loadSenders, type StoredConnection } from "@/lib/server/db/channels/load-senders";
import { enqueueDeliveries } from "@/lib/server/db/messages/enqueue-deliveries";
import { type Leased, leaseDeliveries } from "@/lib/server/db/messages/lease-deliveries";
import { type Delivery, loadDeliveries } from "@/lib/server/db/messages/load-deliveries";
import { loadRecentSends, type RecentSend } from "@/lib/server/db/messages/load-recent-sends";
import { loadSendRules, type SendRules } from "@/lib/server/db/messages/load-send-rules";
import {
  loadSendingWorkspaces,
  type SendingWorkspace,
} from "@/lib/server/db/messages/load-sending-workspaces";
import { loadTemplateVersions } from "@/lib/server/db/messages/load-template-versions";
import { type Decided, saveVerdicts } from "@/lib/server/db/messages/save-verdicts";
import type { CutOff, TakenDeliveries } from "@/lib/server/db/messages/take-deliveries";
import type { Queryable } from "@/lib/server/db/pool";
import { together } from "@/lib/server/db/together";
import { log } from "@/lib/server/log";
import { groupBy } from "@/lib/utils/group-by";
import { type Gate, gateOf } from "./gate";
import { reportResults } from "./report-results";

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
  const scene = await look(queryable, shard, ids, cutOff, now);
  const decisions = scene.deliveries.map((delivery) => decideAlone(scene, delivery, now));

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

type Scene = {
  deliveries: Looked[];
  workspaces: Map<string, SendingWorkspace>;
  rules: Map<string, SendRules>;
  templates: Map<string, TemplateSource>;
  connections: StoredConnection[];
  /** By customer. Grows by what this batch itself is about to send. */
  recent: Map<string, RecentSend[]>;
};

async function look(
  queryable: Queryable,
  shard: number,
  ids: readonly string[],
  cutOff: ReadonlyMap<string, CutOff>,
  now: Date,
): Promise<Scene> {
  const deliveries = (await loadDeliveries(queryable, shard, ids)).map((delivery) => {
    const cut = cutOff.get(delivery.id);
    return {
      ...delivery,
      cutOff: cut !== undefined,
      attempts: cut?.attempt ?? delivery.attempts,
      connectionId: cut ? cut.connectionId : null,
    };
  });
  const workspaceIds = [...new Set(deliveries.map(({ workspaceId }) => workspaceId))];
  const [workspaces, rules, templates, connections] = await together([
    loadSendingWorkspaces(queryable, workspaceIds),
    loadSendRules(
      queryable,
      deliveries.map(({ versionId }) => versionId),
    ),
    loadTemplateVersions(
      queryable,
      deliveries.flatMap(({ templateVersionId }) => templateVersionId ?? []),
    ),
    loadSenders(
      queryable,
      workspaceIds,
      deliveries.flatMap(({ connectionId }) => connectionId ?? []),
    ),
  ]);
  const longest = longestCapMs([...workspaces.values()], [...rules.values()]);
  const recent =
    longest > 0
      ? await loadRecentSends(
          queryable,
          shard,
          deliveries.filter(({ marketing }) => marketing).map(({ customerId }) => customerId),
          new Date(now.getTime() - longest),
        )
      : [];
  return {
    deliveries,
    workspaces,
    rules,
    templates,
    connections,
    recent: groupBy(recent, ({ customerId }) => customerId),
  };
}

/** `connectionId`: of the call that was cut off. */
type Looked = Delivery & { cutOff: boolean; connectionId: string | null };

type Decision = { delivery: Looked; saved: Decided | null; work: Work | null; later: Date | null };

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

function factsOf(scene: Scene, delivery: Delivery, hasSender: boolean, now: Date): DeliveryFacts {
  const workspace = scene.workspaces.get(delivery.workspaceId);
  const settings = workspace?.settings;
  const rules = scene.rules.get(delivery.versionId);
  const { channel } = delivery;
  const consent = delivery.consent[channel]?.state;
  const quiet = rules?.quietHours.get(delivery.stepId);
  const topic = rules?.topics.get(delivery.stepId) ?? null;
  const refused = topic !== null && channel !== "webhook" && refusesTopic(delivery.consent, channel, topic);
  return {
    now: now.getTime(),
    channel,
    marketing: delivery.marketing,
    createdAt: delivery.createdAt.getTime(),
    sendBefore: delivery.sendBefore?.getTime() ?? null,
    attempts: delivery.attempts,
    runStatus: delivery.runStatus,
    walked: delivery.walked,
    goalReached: delivery.goalReached,
    flowStatus: delivery.flowStatus,
    flowId: delivery.flowId,
    pendingEvent: delivery.pendingEvent,
    withAgent: delivery.agentConversation && (rules?.exitOnAgentConversation ?? true),
    address: addressOf(delivery),
    consent: consent === "granted" || consent === "denied" ? consent : "unknown",
    consentPolicy: settings?.consentPolicy ?? "opt-in",
    refusedTopic: refused ? (workspace?.topics[topic] ?? topic) : null,
    workspaceCap: (channel !== "webhook" && settings?.caps[channel]) || null,
    flowCap: rules?.cap ? flowCapOf(rules.cap) : null,
    capPolicy: settings?.capPolicy ?? "skip",
    recent: scene.recent.get(delivery.customerId) ?? [],
    quietHours: quiet === "ignore" ? null : (settings?.quietHours ?? null),
    quietHoursPolicy: quiet === "ignore" ? "defer" : (quiet ?? settings?.quietHoursPolicy ?? "defer"),
    zone: delivery.timeZone ?? workspace?.timeZone ?? "UTC",
    hasConnection: channel === "webhook" || hasSender,
  };
}

function flowCapOf({ count, per, policy }: NonNullable<SendRules["cap"]>): DeliveryFacts["flowCap"] {
  const own = policy === "skip" || policy === "hold" ? { policy } : {};
  return { count, periodMs: durationMs(per), ...own };
}

function addressOf({ channel, email, phone, context }: Delivery): string | null {
  if (channel === "webhook") return context.webhook?.url ?? null;
  return channel === "email" ? email : phone;
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

function longestCapMs(workspaces: readonly SendingWorkspace[], rules: readonly SendRules[]): number {
  const caps = [
    ...workspaces.flatMap(({ settings }) => [
      settings.caps.email?.periodMs ?? 0,
      settings.caps.sms?.periodMs ?? 0,
    ]),
    ...rules.map(({ cap }) => (cap ? durationMs(cap.per) : 0)),
  ];
  return Math.max(0, ...caps);
}

/** Messages that wait for the same moment share a row. Moments within a second of each other are the same. */
async function planForLater(
  queryable: Queryable,
  shard: number,
  decisions: readonly Decision[],
): Promise<void> {
  const byMoment = new Map<number, { ids: string[]; runAt: Date }>();
  const cut: { leased: Leased; at: number }[] = [];
  for (const { delivery, later } of decisions) {
    if (!later) continue;
    const { id, attempts, connectionId } = delivery;
    if (delivery.cutOff) {
      cut.push({ leased: { connectionId, attempt: attempts, ids: [id] }, at: later.getTime() });
      continue;
    }
    const second = Math.floor(later.getTime() / 1000);
    const group = byMoment.get(second) ?? { ids: [], runAt: later };
    group.ids.push(id);
    if (later > group.runAt) group.runAt = later;
    byMoment.set(second, group);
  }
  await enqueueDeliveries(
    queryable,
    [...byMoment.values()].map((group) => ({ shard, ...group })),
  );
  // It stays known of these that they may have gone out: 0 is a lease that nobody holds.
  const recheckAt = new Date(Math.min(...cut.map(({ at }) => at)));
  await leaseDeliveries(
    queryable,
    shard,
    cut.map(({ leased }) => leased),
    { lease: 0, recheckAt },
  );
}
