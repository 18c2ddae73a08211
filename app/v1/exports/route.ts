import { compatListExports, compatScheduleExport } from "@/lib/contracts/compat-exports";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { listExports } from "@/lib/server/use-cases/compat/list-exports";
import { scheduleExport } from "@/lib/server/use-cases/compat/schedule-export";

export const GET = compatRoute(compatListExports, (call) => listExports(call));
export const POST = compatRoute(compatScheduleExport, (call) => scheduleExport(call));
