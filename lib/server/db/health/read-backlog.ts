import { readShards } from "@/lib/server/db/engine/read-shards";

export type Backlog = { lagSeconds: number; pendingEvents: number; dueRuns: number };

/** How much waits for the engine, and how long the oldest of it has waited. */
export async function readBacklog(now: Date): Promise<Backlog> {
  const shards = await readShards(now);
  const oldest = Math.min(...shards.map((shard) => shard.oldest?.getTime() ?? Number.POSITIVE_INFINITY));
  return {
    lagSeconds: Number.isFinite(oldest) ? Math.max(0, Math.round((now.getTime() - oldest) / 100) / 10) : 0,
    pendingEvents: shards.reduce((sum, { pending }) => sum + pending, 0),
    dueRuns: shards.reduce((sum, { due }) => sum + due, 0),
  };
}
