import { discardQuarantineContract } from "@/lib/contracts/events";
import { route } from "@/lib/server/http/route";
import { discardQuarantine } from "@/lib/server/use-cases/quarantine/discard-quarantine";

export const POST = route(discardQuarantineContract, (call) => discardQuarantine(call));
