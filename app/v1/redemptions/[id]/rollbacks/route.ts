import { compatRollbackStack } from "@/lib/contracts/compat-records";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { rollbackStack } from "@/lib/server/use-cases/compat/rollback-stack";

export const POST = compatRoute(compatRollbackStack, (call) => rollbackStack(call));
