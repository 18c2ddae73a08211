import { createTopicContract, listTopicsContract } from "@/lib/contracts/topics";
import { route } from "@/lib/server/http/route";
import { createTopic } from "@/lib/server/use-cases/topics/create-topic";
import { showTopics } from "@/lib/server/use-cases/topics/show-topics";

export const GET = route(listTopicsContract, (call) => showTopics(call));
export const POST = route(createTopicContract, (call) => createTopic(call));
