import { listMessagesContract } from "@/lib/contracts/messages";
import { route } from "@/lib/server/http/route";
import { listMessages } from "@/lib/server/use-cases/messages/list-messages";

export const GET = route(listMessagesContract, (call) => listMessages(call));
