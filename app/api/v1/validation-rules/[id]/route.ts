import { deleteRuleContract, getRuleContract, updateRuleContract } from "@/lib/contracts/validation-rules";
import { route } from "@/lib/server/http/route";
import { deleteRule } from "@/lib/server/use-cases/rules/delete-rule";
import { getRule } from "@/lib/server/use-cases/rules/get-rule";
import { saveRule } from "@/lib/server/use-cases/rules/save-rule";

export const GET = route(getRuleContract, (call) => getRule(call));
export const PUT = route(updateRuleContract, (call) => saveRule(call));
export const DELETE = route(deleteRuleContract, (call) => deleteRule(call));
