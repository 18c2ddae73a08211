import { listExportsContract, scheduleExportContract } from "@/lib/contracts/exports";
import { route } from "@/lib/server/http/route";
import { listExports } from "@/lib/server/use-cases/exports/list-exports";
import { scheduleExport } from "@/lib/server/use-cases/exports/schedule-export";

export const GET = route(listExportsContract, (call) => listExports(call));
export const POST = route(scheduleExportContract, (call) => scheduleExport(call));
