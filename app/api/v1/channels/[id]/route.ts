import { deleteChannelContract, getChannelContract, updateChannelContract } from "@/lib/contracts/channels";
import { route } from "@/lib/server/http/route";
import { deleteChannel } from "@/lib/server/use-cases/channels/delete-channel";
import { getChannel } from "@/lib/server/use-cases/channels/get-channel";
import { updateChannel } from "@/lib/server/use-cases/channels/update-channel";

export const GET = route(getChannelContract, (call) => getChannel(call));
export const PATCH = route(updateChannelContract, (call) => updateChannel(call));
export const DELETE = route(deleteChannelContract, (call) => deleteChannel(call));
