import { getTopicContract, updateTopicContract } from "@/lib/contracts/topics";
import { route } from "@/lib/server/http/route";
import { getTopic } from "@/lib/server/use-cases/topics/get-topic";
import { updateTopic } from "@/lib/server/use-cases/topics/update-topic";

export const GET = route(getTopicContract, (call) => getTopic(call));
export const PATCH = route(updateTopicContract, (call) => updateTopic(call));
