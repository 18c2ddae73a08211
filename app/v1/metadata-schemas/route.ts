import { compatListSchemas } from "@/lib/contracts/compat-extras";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { listSchemas } from "@/lib/server/use-cases/compat/list-schemas";

export const GET = compatRoute(compatListSchemas, (call) => listSchemas(call));
