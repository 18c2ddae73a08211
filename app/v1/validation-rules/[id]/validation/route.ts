import { compatTryRule } from "@/lib/contracts/compat-records";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { tryRule } from "@/lib/server/use-cases/compat/try-rule";

export const POST = compatRoute(compatTryRule, (call) => tryRule(call));
