import { getMessageContract } from "@/lib/contracts/messages";
import { route } from "@/lib/server/http/route";
import { getMessage } from "@/lib/server/use-cases/messages/get-message";

export const GET = route(getMessageContract, (call) => getMessage(call));
