import { assignRuleContract } from "@/lib/contracts/validation-rules";
import { route } from "@/lib/server/http/route";
import { assignRule } from "@/lib/server/use-cases/rules/assign-rule";

export const POST = route(assignRuleContract, (call) => assignRule(call));
