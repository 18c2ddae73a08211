import type { ResponseOf } from "@/lib/contracts/contract";
import type { listTopicsContract } from "@/lib/contracts/topics";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { pool } from "@/lib/server/db/pool";
import { listTopics } from "@/lib/server/db/topics/list-topics";
import { topicOf } from "./topic-answer";

/** The workspace's topics: those in use by name, then archived ones. */
export async function showTopics({
  actor,
}: {
  actor: Actor;
}): Promise<ResponseOf<typeof listTopicsContract>> {
  authorise(actor, "read");
  return { data: (await listTopics(pool(), actor.workspaceId)).map(topicOf) };
}
