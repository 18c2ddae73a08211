import type { TemplateSource } from "@/lib/domain/message/template";
import { durationMs } from "@/lib/domain/time/duration";
import { loadSenders, type StoredConnection } from "@/lib/server/db/channels/load-senders";
import { type Delivery, loadDeliveries } from "@/lib/server/db/messages/load-deliveries";
import { loadRecentSends, type RecentSend } from "@/lib/server/db/messages/load-recent-sends";
import { loadSendRules, type SendRules } from "@/lib/server/db/messages/load-send-rules";
import {
  loadSendingWorkspaces,
  type SendingWorkspace,
} from "@/lib/server/db/messages/load-sending-workspaces";
import { loadTemplateVersions } from "@/lib/server/db/messages/load-template-versions";
import type { CutOff } from "@/lib/server/db/messages/take-deliveries";
import type { Queryable } from "@/lib/server/db/pool";
import { together } from "@/lib/server/db/together";
import { groupBy } from "@/lib/utils/group-by";

/** `connectionId`: of the call that was cut off. */
export type Looked = Delivery & { cutOff: boolean; connectionId: string | null };

/** All that a batch of messages is decided from. */
export type Scene = {
  deliveries: Looked[];
  workspaces: Map<string, SendingWorkspace>;
  rules: Map<string, SendRules>;
  templates: Map<string, TemplateSource>;
  connections: StoredConnection[];
  /** By customer. Grows by what this batch itself is about to send. */
  recent: Map<string, RecentSend[]>;
};

/** Reads what these messages are decided from, as it stands now. */
export async function lookAt(
  queryable: Queryable,
  shard: number,
  ids: readonly string[],
  cutOff: ReadonlyMap<string, CutOff>,
  now: Date,
): Promise<Scene> {
  const deliveries: Looked[] = [];
  for (const delivery of await loadDeliveries(queryable, shard, ids)) {
    const cut = cutOff.get(delivery.id);
    if (cut) delivery.attempts = cut.attempt;
    // In place: a copy of so wide a row that is then grown costs more than reading it.
    deliveries.push(
      Object.assign(delivery, { cutOff: cut !== undefined, connectionId: cut?.connectionId ?? null }),
    );
  }
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
