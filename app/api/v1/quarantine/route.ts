import { listQuarantineContract } from "@/lib/contracts/events";
import { route } from "@/lib/server/http/route";
import { listQuarantine } from "@/lib/server/use-cases/quarantine/list-quarantine";

export const GET = route(listQuarantineContract, (call) => listQuarantine(call));
