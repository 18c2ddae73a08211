import { replayQuarantineContract } from "@/lib/contracts/events";
import { route } from "@/lib/server/http/route";
import { replayQuarantine } from "@/lib/server/use-cases/quarantine/replay-quarantine";

export const POST = route(replayQuarantineContract, (call) => replayQuarantine(call));
