import { listAuditContract } from "@/lib/contracts/settings";
import { route } from "@/lib/server/http/route";
import { listAudit } from "@/lib/server/use-cases/settings/list-audit";

export const GET = route(listAuditContract, (call) => listAudit(call));
