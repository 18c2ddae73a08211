import { compatAssignRule, compatListAssignments } from "@/lib/contracts/compat-records";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { assignRule } from "@/lib/server/use-cases/compat/assign-rule";
import { listAssignments } from "@/lib/server/use-cases/compat/list-assignments";

export const GET = compatRoute(compatListAssignments, (call) => listAssignments(call));
export const POST = compatRoute(compatAssignRule, (call) => assignRule(call));
