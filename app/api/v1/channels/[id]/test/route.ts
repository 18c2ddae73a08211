import { testChannelContract } from "@/lib/contracts/channels";
import { route } from "@/lib/server/http/route";
import { testChannel } from "@/lib/server/use-cases/channels/test-channel";

export const POST = route(testChannelContract, (call) => testChannel(call));
