import { compatExportOrders } from "@/lib/contracts/compat-exports";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { scheduleExport } from "@/lib/server/use-cases/compat/schedule-export";

export const POST = compatRoute(compatExportOrders, (call) => scheduleExport(call));
