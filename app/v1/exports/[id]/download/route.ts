import { compatDownloadExport } from "@/lib/contracts/compat-exports";
import { route } from "@/lib/server/http/route";
import { downloadExport } from "@/lib/server/use-cases/compat/download-export";

export const GET = route(compatDownloadExport, (call) => downloadExport(call));
