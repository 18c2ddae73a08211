import { assignRuleContract, unassignRuleContract } from "@/lib/contracts/validation-rules";
import { route } from "@/lib/server/http/route";
import { assignRule } from "@/lib/server/use-cases/rules/assign-rule";
import { unassignRule } from "@/lib/server/use-cases/rules/unassign-rule";

export const POST = route(assignRuleContract, (call) => assignRule(call));
export const DELETE = route(unassignRuleContract, (call) => unassignRule(call));
