import { type DeliveryFacts, maySend, type Verdict } from "@/lib/domain/message/may-send";
import { MAX_ATTEMPTS } from "@/lib/domain/message/retry";
import type { TemplateSource } from "@/lib/domain/message/template";
import { durationMs } from "@/lib/domain/time/duration";
import type { OpenConnection } from "@/lib/server/channels/channel";
import { openStored } from "@/lib/server/channels/open-stored";
import { CHANNELS } from "@/lib/server/channels/registry";
import { loadSenders, type StoredConnection } from "@/lib/server/db/channels/load-senders";
import { enqueueDeliveries, type PlannedDelivery } from "@/lib/server/db/messages/enqueue-deliveries";
import { type Delivery, loadDeliveries } from "@/lib/server/db/messages/load-deliveries";
import { loadRecentSends, type RecentSend } from "@/lib/server/db/messages/load-recent-sends";
import { loadSendRules, type SendRules } from "@/lib/server/db/messages/load-send-rules";
import {
  loadSendingWorkspaces,
  type SendingWorkspace,
} from "@/lib/server/db/messages/load-sending-workspaces";
import { loadTemplateVersions } from "@/lib/server/db/messages/load-template-versions";
import { lockCaps } from "@/lib/server/db/messages/lock-caps";
import { type Decided, saveVerdicts } from "@/lib/server/db/messages/save-verdicts";
import type { Queryable } from "@/lib/server/db/pool";
import { reportResults } from "./report-results";

/** A claimed message with all that calling its provider takes. */
export type Work = {
  delivery: Delivery;
  /** The attempt about to be made, from 1 */
  attempt: number;
  to: string;
  workspace: SendingWorkspace;
  /** null for a webhook */
  connection: OpenConnection | null;
  /** null for a webhook, or when the version is gone */
  template: TemplateSource | null;
};

/**
 * Looks a last time at each message and claims those that may go: marks them `sending`, the rest `skipped`, `unknown` or left queued
 * with a job for later. Runs inside the caller's transaction; `told` counts the results that were put on the event log.
 */
export async function claimMessages(
  queryable: Queryable,
  shard: number,
  ids: readonly string[],
  now: Date,
): Promise<{ work: Work[]; told: number }> {
  if (ids.length === 0) return { work: [], told: 0 };
  await lockCaps(queryable, shard, ids);
  const scene = await look(queryable, shard, ids, now);
  const decisions = scene.deliveries.map((delivery) => decide(scene, delivery, now));

  const saved = await saveVerdicts(
    queryable,
    shard,
    decisions.map(({ saved }) => saved).filter((one) => one !== null),
  );
  const standing = decisions.filter(({ saved: row }) => row !== null && saved.has(row.id));
  const told = await reportResults(
    queryable,
    shard,
    standing.flatMap(({ delivery, saved: row }) =>
      row?.status === "skipped" || row?.status === "unknown"
        ? [{ delivery, result: row.status, reason: row.reason }]
        : [],
    ),
    now,
  );
  await enqueueDeliveries(queryable, laterJobs(shard, decisions));
  return { work: standing.flatMap(({ work }) => work ?? []), told };
}

type Scene = {
  deliveries: Delivery[];
  workspaces: Map<string, SendingWorkspace>;
  rules: Map<string, SendRules>;
  templates: Map<string, TemplateSource>;
  connections: StoredConnection[];
  /** Grows by what this job itself is about to send. */
  recent: RecentSend[];
};

async function look(queryable: Queryable, shard: number, ids: readonly string[], now: Date): Promise<Scene> {
  const deliveries = await loadDeliveries(queryable, shard, ids);
  const workspaceIds = [...new Set(deliveries.map(({ workspaceId }) => workspaceId))];
  const workspaces = await loadSendingWorkspaces(queryable, workspaceIds);
  const rules = await loadSendRules(
    queryable,
    deliveries.map(({ versionId }) => versionId),
  );
  const templates = await loadTemplateVersions(
    queryable,
    deliveries.flatMap(({ templateVersionId }) => templateVersionId ?? []),
  );
  const connections = await loadSenders(
    queryable,
    workspaceIds,
    deliveries.flatMap(({ connectionId }) => connectionId ?? []),
  );
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
  return { deliveries, workspaces, rules, templates, connections, recent };
}

type Decision = { delivery: Delivery; saved: Decided | null; work: Work | null; later: Date | null };

function decide(scene: Scene, delivery: Delivery, now: Date): Decision {
  const stored = connectionOf(scene, delivery);
  const interrupted = delivery.status === "sending";
  // A message whose every attempt ends with the worker's death is given up too.
  const repeatable =
    delivery.attempts < MAX_ATTEMPTS &&
    (delivery.channel === "webhook" || (stored !== null && isIdempotent(stored)));
  const kept = {
    id: delivery.id,
    from: delivery.status,
    attempts: delivery.attempts,
    recipient: null,
    connectionId: null,
  };
  if (interrupted && !repeatable) {
    return {
      delivery,
      saved: { ...kept, status: "unknown", reason: "interrupted" },
      work: null,
      later: null,
    };
  }
  const facts = factsOf(scene, delivery, stored !== null, now);
  const verdict: Verdict = maySend(facts);
  const workspace = scene.workspaces.get(delivery.workspaceId);
  if (verdict.kind === "wait") {
    const saved: Decided | null =
      !interrupted && verdict.reason ? { ...kept, status: "queued", reason: verdict.reason } : null;
    return { delivery, saved, work: null, later: new Date(verdict.until) };
  }
  if (verdict.kind === "skip" || !workspace || !facts.address) {
    // What was cut off may have gone out, so it is not called a skip.
    const status = interrupted ? "unknown" : "skipped";
    const reason = interrupted ? "interrupted" : verdict.kind === "skip" ? verdict.reason : "run_ended";
    return { delivery, saved: { ...kept, status, reason }, work: null, later: null };
  }
  const attempt = delivery.attempts + 1;
  if (delivery.marketing) {
    scene.recent.push({
      customerId: delivery.customerId,
      channel: delivery.channel,
      flowId: delivery.flowId,
      at: now.getTime(),
    });
  }
  return {
    delivery,
    saved: {
      ...kept,
      status: "sending",
      reason: null,
      attempts: attempt,
      recipient: facts.address,
      connectionId: stored?.id ?? null,
    },
    work: {
      delivery,
      attempt,
      to: facts.address,
      workspace,
      connection: stored && openStored(stored),
      template: scene.templates.get(delivery.templateVersionId ?? "") ?? null,
    },
    later: null,
  };
}

function factsOf(scene: Scene, delivery: Delivery, hasSender: boolean, now: Date): DeliveryFacts {
  const workspace = scene.workspaces.get(delivery.workspaceId);
  const settings = workspace?.settings;
  const rules = scene.rules.get(delivery.versionId);
  const { channel } = delivery;
  const consent = delivery.consent[channel]?.state;
  return {
    now: now.getTime(),
    channel,
    marketing: delivery.marketing,
    createdAt: delivery.createdAt.getTime(),
    sendBefore: delivery.sendBefore?.getTime() ?? null,
    attempts: delivery.attempts,
    runStatus: delivery.runStatus,
    flowStatus: delivery.flowStatus,
    flowId: delivery.flowId,
    pendingEvent: delivery.pendingEvent,
    address: addressOf(delivery),
    consent: consent === "granted" || consent === "denied" ? consent : "unknown",
    consentPolicy: settings?.consentPolicy ?? "opt-in",
    workspaceCap: (channel !== "webhook" && settings?.caps[channel]) || null,
    flowCap: rules?.cap ? { count: rules.cap.count, periodMs: durationMs(rules.cap.per) } : null,
    capPolicy: settings?.capPolicy ?? "skip",
    recent: scene.recent.filter(({ customerId }) => customerId === delivery.customerId),
    quietHours: rules?.ignoreQuietHours.has(delivery.stepId) ? null : (settings?.quietHours ?? null),
    quietHoursPolicy: settings?.quietHoursPolicy ?? "defer",
    zone: delivery.timeZone ?? workspace?.timeZone ?? "UTC",
    hasConnection: channel === "webhook" || hasSender,
  };
}

function addressOf({ channel, email, phone, context }: Delivery): string | null {
  if (channel === "webhook") return context.webhook?.url ?? null;
  return channel === "email" ? email : phone;
}

/** The connection that began it, where an attempt was made; else its channel's default. */
function connectionOf(scene: Scene, delivery: Delivery): StoredConnection | null {
  if (delivery.channel === "webhook") return null;
  if (delivery.status === "sending")
    return scene.connections.find(({ id }) => id === delivery.connectionId) ?? null;
  const own = scene.connections.filter(
    ({ workspaceId, channel }) => workspaceId === delivery.workspaceId && channel === delivery.channel,
  );
  return own.find(({ isDefault, enabled }) => isDefault && enabled) ?? null;
}

function isIdempotent(stored: StoredConnection): boolean {
  const connection = openStored(stored);
  return connection !== null && CHANNELS[stored.provider].idempotent(connection);
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

/** Messages that wait for the same moment share a job. Moments within a second of each other are the same. */
function laterJobs(shard: number, decisions: readonly Decision[]): PlannedDelivery[] {
  const byMoment = new Map<number, { ids: string[]; runAt: Date }>();
  for (const { delivery, later } of decisions) {
    if (!later) continue;
    const second = Math.floor(later.getTime() / 1000);
    const group = byMoment.get(second) ?? { ids: [], runAt: later };
    group.ids.push(delivery.id);
    if (later > group.runAt) group.runAt = later;
    byMoment.set(second, group);
  }
  return [...byMoment.values()].map((group) => ({ shard, ...group }));
}
