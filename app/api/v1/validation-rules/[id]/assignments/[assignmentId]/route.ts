import { unassignRuleContract } from "@/lib/contracts/validation-rules";
import { route } from "@/lib/server/http/route";
import { unassignRule } from "@/lib/server/use-cases/rules/unassign-rule";

export const DELETE = route(unassignRuleContract, (call) => unassignRule(call));
