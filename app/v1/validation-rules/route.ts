import { compatListRules, compatSaveRule } from "@/lib/contracts/compat-records";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { listRules } from "@/lib/server/use-cases/compat/list-rules";
import { saveRule } from "@/lib/server/use-cases/compat/save-rule";

export const GET = compatRoute(compatListRules, (call) => listRules(call));
export const POST = compatRoute(compatSaveRule, (call) => saveRule(call));
