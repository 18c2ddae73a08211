import type { CompiledVersion } from "@/lib/domain/flow/compile";
import { correlationOf, type EarlierEntry, keyOf } from "@/lib/domain/flow/entry";
import type { RecentMessage } from "@/lib/domain/flow/facts";
import type { Run } from "@/lib/domain/flow/run";
import { durationMs } from "@/lib/domain/time/duration";
import type { Queryable } from "@/lib/server/db/pool";
import { together } from "@/lib/server/db/together";
import { groupBy } from "@/lib/utils/group-by";
import type { BatchFacts } from "./facts";
import { loadLongestWindow } from "./load-conversion-windows";
import { loadCustomers } from "./load-customers";
import { loadRecentMessages } from "./load-recent-messages";
import { type EntryPair, loadActiveRuns, loadCountableRuns, loadEntries } from "./load-runs";
import { loadSegments } from "./load-segments";
import { loadVersions } from "./load-versions";
import { type LoadedWorkspace, loadWorkspaces } from "./load-workspaces";
import type { PendingEvent, Work } from "./read-work";

/** Loads everything that decides a batch: at most ten statements, however many customers it has. */
export async function loadFacts(queryable: Queryable, work: Work, now: number): Promise<BatchFacts> {
  const events = groupBy(work.events, ({ customerId }) => customerId);
  const all = [...work.events, ...work.due, ...work.checks];
  const customerIds = [...new Set(all.map(({ customerId }) => customerId))];
  const [workspaces, active, customers] = await together([
    loadWorkspaces(queryable, [...new Set(all.map(({ workspaceId }) => workspaceId))]),
    events.size > 0 ? loadActiveRuns(queryable, [...events.keys()]) : Promise.resolve([]),
    loadCustomers(queryable, customerIds),
  ]);
  for (const event of work.events)
    event.role = workspaces.get(event.workspaceId)?.roles.get(event.name) ?? null;

  const runs = [...active, ...work.due];
  const { versions, broken } = await loadVersions(versionIds(runs, workspaces));
  const [countable, entries, recentMessages, segments] = await together([
    countableRuns(queryable, work.events, workspaces, now),
    entriesOf(queryable, work.events, workspaces, versions),
    recentOf(queryable, customerIds, workspaces, versions, now),
    loadSegments(queryable, work, customerIds, workspaces),
  ]);
  const missing = new Set(countable.map(({ versionId }) => versionId).filter((id) => !versions.has(id)));
  if (missing.size > 0)
    for (const [id, version] of (await loadVersions(missing)).versions) versions.set(id, version);

  const checks = groupBy(work.checks, ({ customerId }) => customerId);
  return {
    now,
    segments,
    workspaceOf: new Map(all.map(({ customerId, workspaceId }) => [customerId, workspaceId])),
    checks: new Map([...checks].map(([id, due]) => [id, new Set(due.map(({ segmentId }) => segmentId))])),
    truncated: work.truncated,
    workspaces,
    versions,
    broken,
    customers,
    events,
    runs: groupBy(runs, ({ customerId }) => customerId),
    timers: new Map(runs.map(({ id, wakeAt }) => [id, wakeAt])),
    countable: groupBy(countable, ({ customerId }) => customerId),
    entries,
    recentMessages,
  };
}

function versionIds(runs: readonly Run[], workspaces: ReadonlyMap<string, LoadedWorkspace>): Set<string> {
  const ids = new Set(runs.map(({ versionId }) => versionId));
  for (const workspace of workspaces.values())
    for (const flow of workspace.flows.values()) ids.add(flow.liveVersionId);
  return ids;
}

/** Only a goal's event can be counted after the end, so only its customers' ended runs are looked up. */
async function countableRuns(
  queryable: Queryable,
  events: readonly PendingEvent[],
  workspaces: ReadonlyMap<string, LoadedWorkspace>,
  now: number,
): Promise<Run[]> {
  const customers = new Set<string>();
  const live = new Set<string>();
  // By when they happened: an order that waited to be handled counts as it would have at once.
  let earliest = now;
  for (const event of events) {
    for (const flow of workspaces.get(event.workspaceId)?.flows.values() ?? []) {
      if (flow.goal?.eventName !== event.name) continue;
      customers.add(event.customerId);
      live.add(flow.liveVersionId);
      earliest = Math.min(earliest, event.occurredAt);
    }
  }
  if (customers.size === 0) return [];
  const window = await loadLongestWindow(queryable, [...live]);
  return await loadCountableRuns(queryable, [...customers], new Date(earliest - window));
}

async function entriesOf(
  queryable: Queryable,
  events: readonly PendingEvent[],
  workspaces: ReadonlyMap<string, LoadedWorkspace>,
  versions: ReadonlyMap<string, CompiledVersion>,
): Promise<Map<string, EarlierEntry[]>> {
  const pairs = new Map<string, EntryPair>();
  let count = 1;
  for (const event of events) {
    for (const flow of workspaces.get(event.workspaceId)?.flows.values() ?? []) {
      const version = versions.get(flow.liveVersionId);
      if (!version?.triggers.some(({ config }) => (config as { eventName: string }).eventName === event.name))
        continue;
      const { frequency } = version.settings;
      // Also where nothing tells runs apart: of a version that did so, the latest entry may be of another key.
      const key = keyOf(correlationOf(frequency, event));
      pairs.set(`${event.customerId} ${flow.id} ${key}`, {
        customerId: event.customerId,
        flowId: flow.id,
        key,
      });
      count = Math.max(count, frequency.limit?.count ?? 1);
    }
  }
  const found = new Map<string, EarlierEntry[]>();
  if (pairs.size === 0) return found;
  for (const entry of await loadEntries(queryable, [...pairs.values()], count)) {
    const key = `${entry.customerId} ${entry.flowId}`;
    found.set(key, [...(found.get(key) ?? []), entry]);
  }
  return found;
}

/** Recent messages are read only where a cap could ask for them. */
async function recentOf(
  queryable: Queryable,
  customerIds: readonly string[],
  workspaces: ReadonlyMap<string, LoadedWorkspace>,
  versions: ReadonlyMap<string, CompiledVersion>,
  now: number,
): Promise<Map<string, RecentMessage[]>> {
  const periods: number[] = [];
  for (const { settings } of workspaces.values()) {
    for (const cap of [settings.caps.email, settings.caps.sms]) if (cap) periods.push(cap.periodMs);
  }
  for (const { settings, needs } of versions.values())
    if (settings.cap && needs.has("recentMessages")) periods.push(durationMs(settings.cap.per));
  if (periods.length === 0) return new Map();
  return await loadRecentMessages(queryable, customerIds, new Date(now - Math.max(...periods)), now);
}
