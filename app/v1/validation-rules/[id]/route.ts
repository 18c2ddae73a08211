import { compatDeleteRule, compatGetRule, compatUpdateRule } from "@/lib/contracts/compat-records";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { deleteRule } from "@/lib/server/use-cases/compat/delete-rule";
import { saveRule } from "@/lib/server/use-cases/compat/save-rule";
import { showRule } from "@/lib/server/use-cases/compat/show-rule";

export const GET = compatRoute(compatGetRule, (call) => showRule(call));
export const PUT = compatRoute(compatUpdateRule, (call) => saveRule(call));
export const DELETE = compatRoute(compatDeleteRule, (call) => deleteRule(call));
