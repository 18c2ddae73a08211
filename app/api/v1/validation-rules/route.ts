import { createRuleContract, listRulesContract } from "@/lib/contracts/validation-rules";
import { route } from "@/lib/server/http/route";
import { listRules } from "@/lib/server/use-cases/rules/list-rules";
import { saveRule } from "@/lib/server/use-cases/rules/save-rule";

export const GET = route(listRulesContract, (call) => listRules(call));
export const POST = route(createRuleContract, (call) => saveRule(call));
