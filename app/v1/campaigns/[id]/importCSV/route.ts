import { compatImportCodesCsv } from "@/lib/contracts/compat-imports";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { importCodesCsv } from "@/lib/server/use-cases/compat/import-codes";

export const POST = compatRoute(compatImportCodesCsv, (call) => importCodesCsv(call));
