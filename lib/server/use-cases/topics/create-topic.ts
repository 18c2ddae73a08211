import { v7 as uuid } from "uuid";
import type { z } from "zod";
import type { createTopicContract, Topic } from "@/lib/contracts/topics";
import { topicKeyFrom } from "@/lib/domain/customer/topic-key";
import { DomainError } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { writeAudit } from "@/lib/server/db/audit/write-audit";
import { forgetIngestRules } from "@/lib/server/db/events/definition-cache";
import { transaction } from "@/lib/server/db/pool";
import { insertTopic, lockTopics } from "@/lib/server/db/topics/save-topic";
import { readTopic } from "./topic-answer";
import { topicKeyTaken, topicNameTaken } from "./topic-taken";

type Body = z.output<NonNullable<typeof createTopicContract.body>>;

/** Nobody chooses among more on one page. Archived ones count, since their opt-outs stay. */
const MOST = 100;

/** Makes a topic. @throws DomainError conflict when its key or name is taken */
export async function createTopic(
  { actor, body }: { actor: Actor; body: Body },
  clock = systemClock,
): Promise<Topic> {
  authorise(actor, "topics:write");
  const { workspaceId } = actor;
  const { name, description } = body;
  const topic = await transaction(async (client) => {
    const others = await lockTopics(client, workspaceId);
    if (others.length >= MOST)
      throw new DomainError("conflict", `There are ${MOST} topics already, archived ones included.`);
    const key = body.key ?? topicKeyFrom(name, new Set(others.map((other) => other.key)));
    const same = others.find((other) => other.key === key);
    if (same) throw topicKeyTaken(key, same);
    if (others.some((other) => !other.archived && other.name.toLowerCase() === name.toLowerCase()))
      throw topicNameTaken(name);
    const id = uuid();
    const now = clock();
    await insertTopic(client, { id, workspaceId, key, name, description }, now);
    await writeAudit(client, {
      workspaceId,
      actor: actor.id,
      action: "topic.created",
      objectType: "topic",
      objectId: id,
      detail: { name, key },
      at: now,
    });
    return await readTopic(client, workspaceId, id);
  });
  // The next call that names it finds it.
  forgetIngestRules(workspaceId);
  return topic;
}
