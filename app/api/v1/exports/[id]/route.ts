import { deleteExportContract, getExportContract } from "@/lib/contracts/exports";
import { route } from "@/lib/server/http/route";
import { deleteExport } from "@/lib/server/use-cases/exports/delete-export";
import { getExport } from "@/lib/server/use-cases/exports/get-export";

export const DELETE = route(deleteExportContract, (call) => deleteExport(call));
export const GET = route(getExportContract, (call) => getExport(call));
