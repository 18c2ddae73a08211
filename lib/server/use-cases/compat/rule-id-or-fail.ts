import { CompatError } from "@/lib/server/compat/errors";
import { uuidOf } from "@/lib/server/compat/ids";
import { pool } from "@/lib/server/db/pool";
import { findRule } from "@/lib/server/db/rules/find-rule";

/** The id of a rule of the workspace by its public one. @throws CompatError not_found */
export async function ruleIdOrFail(workspaceId: string, text: string): Promise<string> {
  const id = uuidOf("val", text);
  if (id && (await findRule(pool(), workspaceId, id))) return id;
  throw new CompatError("not_found", `There is no validation rule ${text}.`, {
    id: text,
    type: "validation_rules",
  });
}
