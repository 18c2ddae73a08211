import type { Queryable } from "@/lib/server/db/pool";
import { appendEvents, type NewEvent } from "./append-events";
import { appendQuietly } from "./append-quietly";
import { listeningWorkspaces } from "./listening-workspaces";

/**
 * Writes our own events onto the log, and wakes the engine only for workspaces where a flow or a segment looks at one of these names: a message of the
 * same customer would wait for the others for nothing. The caller sees to it that each is told once. Three statements at most.
 */
export async function appendWhereHeard(queryable: Queryable, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  const listening = await listeningWorkspaces(
    queryable,
    events.map(({ workspaceId }) => workspaceId),
    [...new Set(events.map(({ name }) => name))],
  );
  const isHeard = ({ workspaceId }: NewEvent) => listening.has(workspaceId);
  await appendEvents(queryable, events.filter(isHeard));
  await appendQuietly(
    queryable,
    events.filter((event) => !isHeard(event)),
  );
}
