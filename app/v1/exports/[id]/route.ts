import { compatDeleteExport, compatGetExport } from "@/lib/contracts/compat-exports";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { deleteExport } from "@/lib/server/use-cases/compat/delete-export";
import { showExport } from "@/lib/server/use-cases/compat/show-export";

export const DELETE = compatRoute(compatDeleteExport, (call) => deleteExport(call));
export const GET = compatRoute(compatGetExport, (call) => showExport(call));
