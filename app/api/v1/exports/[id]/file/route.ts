import { downloadExportContract } from "@/lib/contracts/exports";
import { route } from "@/lib/server/http/route";
import { downloadExport } from "@/lib/server/use-cases/exports/download-export";

export const GET = route(downloadExportContract, (call) => downloadExport(call));
