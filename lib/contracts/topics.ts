import { z } from "zod";
import { topicKey } from "@/lib/domain/customer/consent";
import { contract } from "./contract";
import { usingFlow } from "./flow-shared";

const TAG = "Topics";
const topicParams = z.object({ id: z.uuid() });
export const topicName = z.string().trim().min(1, "Give the topic a name.").max(80);
export const topicDescription = z.string().trim().max(300);

const topic = z.object({
  id: z.uuid(),
  /** What consent, flows and calls name it by: "newsletter" in "email:newsletter". It never changes. */
  key: z.string(),
  /** What customers read on the page where they choose. */
  name: z.string(),
  description: z.string(),
  /** No longer offered to customers or for new messages; whoever said no to it is still sent nothing of it. */
  archived: z.boolean(),
  /** Customers who said no to it, by channel. Whoever said no to the whole channel is not counted for that. */
  optedOut: z.object({ email: z.number().int(), sms: z.number().int() }),
  /** Flows whose draft or live version sends something about it, or asks for it at the entry. */
  flows: z.array(usingFlow),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type Topic = z.output<typeof topic>;

export const listTopicsContract = contract({
  method: "GET",
  path: "/api/v1/topics",
  summary: "List topics of marketing messages, with who opted out of them",
  tag: TAG,
  access: "read",
  response: z.object({ data: z.array(topic) }),
});

export const createTopicContract = contract({
  method: "POST",
  path: "/api/v1/topics",
  summary: "Make a topic",
  description:
    "Messages about it go to whoever agreed to their channel and has not opted out of the topic. Without a key, one is made from the name.",
  tag: TAG,
  access: "topics:write",
  body: z.strictObject({
    name: topicName,
    key: topicKey.optional(),
    description: topicDescription.default(""),
  }),
  response: topic,
  status: 201,
});

export const getTopicContract = contract({
  method: "GET",
  path: "/api/v1/topics/{id}",
  summary: "Show a topic",
  tag: TAG,
  access: "read",
  params: topicParams,
  response: topic,
});

export const updateTopicContract = contract({
  method: "PATCH",
  path: "/api/v1/topics/{id}",
  summary: "Rename a topic, archive it or bring it back",
  description:
    "Live flows go on sending messages about an archived topic, and its opt-outs still count; nothing new can be launched with it.",
  tag: TAG,
  access: "topics:write",
  params: topicParams,
  body: z.strictObject({ name: topicName, description: topicDescription, archived: z.boolean() }).partial(),
  response: topic,
});

export const topicContracts = [
  listTopicsContract,
  createTopicContract,
  getTopicContract,
  updateTopicContract,
];
