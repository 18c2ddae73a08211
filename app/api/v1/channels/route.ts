import { createChannelContract, listChannelsContract } from "@/lib/contracts/channels";
import { route } from "@/lib/server/http/route";
import { createChannel } from "@/lib/server/use-cases/channels/create-channel";
import { listChannels } from "@/lib/server/use-cases/channels/list-channels";

export const GET = route(listChannelsContract, (call) => listChannels(call));
export const POST = route(createChannelContract, (call) => createChannel(call));
