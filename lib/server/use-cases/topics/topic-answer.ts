import type { Topic } from "@/lib/contracts/topics";
import { notFound } from "@/lib/domain/errors";
import type { Queryable } from "@/lib/server/db/pool";
import { listTopics, type TopicRow } from "@/lib/server/db/topics/list-topics";

/** A topic as calls answer it. */
export function topicOf({ email, sms, created_at, updated_at, ...row }: TopicRow): Topic {
  return {
    ...row,
    optedOut: { email, sms },
    createdAt: created_at.toISOString(),
    updatedAt: updated_at.toISOString(),
  };
}

/** One topic of the workspace. @throws DomainError not_found */
export async function readTopic(queryable: Queryable, workspaceId: string, id: string): Promise<Topic> {
  const [row] = await listTopics(queryable, workspaceId, id);
  if (!row) throw notFound("topic");
  return topicOf(row);
}
