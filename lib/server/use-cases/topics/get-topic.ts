import type { Topic } from "@/lib/contracts/topics";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { pool } from "@/lib/server/db/pool";
import { readTopic } from "./topic-answer";

/** One topic. @throws DomainError not_found */
export async function getTopic({ actor, params }: { actor: Actor; params: { id: string } }): Promise<Topic> {
  authorise(actor, "read");
  return await readTopic(pool(), actor.workspaceId, params.id);
}
