import { compatUnassignRule } from "@/lib/contracts/compat-extras";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { unassignRule } from "@/lib/server/use-cases/compat/unassign-rule";

export const DELETE = compatRoute(compatUnassignRule, (call) => unassignRule(call));
