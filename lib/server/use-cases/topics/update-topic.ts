import type { z } from "zod";
import type { Topic, updateTopicContract } from "@/lib/contracts/topics";
import { notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { writeAudit } from "@/lib/server/db/audit/write-audit";
import { transaction } from "@/lib/server/db/pool";
import { lockTopics, updateTopicRow } from "@/lib/server/db/topics/save-topic";
import { readTopic } from "./topic-answer";
import { topicNameTaken } from "./topic-taken";

type Body = z.output<NonNullable<typeof updateTopicContract.body>>;

/** Renames a topic, archives it or brings it back. What customers said of it stays as it is. @throws DomainError conflict when the name is taken */
export async function updateTopic(
  { actor, params, body }: { actor: Actor; params: { id: string }; body: Body },
  clock = systemClock,
): Promise<Topic> {
  authorise(actor, "topics:write");
  const { workspaceId } = actor;
  return await transaction(async (client) => {
    const topics = await lockTopics(client, workspaceId);
    const before = topics.find(({ id }) => id === params.id);
    if (!before) throw notFound("topic");
    const { name = before.name, description = before.description, archived = before.archived } = body;
    const clash = topics.some(
      (other) => other.id !== before.id && !other.archived && other.name.toLowerCase() === name.toLowerCase(),
    );
    if (!archived && clash) throw topicNameTaken(name);
    const now = clock();
    await updateTopicRow(client, { id: before.id, workspaceId, name, description, archived }, now);
    await writeAudit(client, {
      workspaceId,
      actor: actor.id,
      action: actionOf(before.archived, archived),
      objectType: "topic",
      objectId: before.id,
      detail: { name, ...(name === before.name ? {} : { from: before.name }) },
      at: now,
    });
    return await readTopic(client, workspaceId, before.id);
  });
}

function actionOf(before: boolean, after: boolean): string {
  if (before === after) return "topic.changed";
  return after ? "topic.archived" : "topic.brought_back";
}
