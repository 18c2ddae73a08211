import { compatImportCodes } from "@/lib/contracts/compat-imports";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { importCodes } from "@/lib/server/use-cases/compat/import-codes";

export const POST = compatRoute(compatImportCodes, (call) => importCodes(call));
