import type { compatListRules } from "@/lib/contracts/compat-records";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { listShape } from "@/lib/server/compat/list-shape";
import { countRows } from "@/lib/server/db/count-rows";
import { pool } from "@/lib/server/db/pool";
import { listRules as readRules } from "@/lib/server/db/rules/list-rules";
import { ruleOf } from "@/lib/server/db/rules/rule-row";
import { ruleObject } from "./rule-object";

/** A page of rules, newest first. */
export async function listRules({ actor, query }: CompatCall<typeof compatListRules>): Promise<CompatAnswer> {
  authorise(actor, "read");
  const { limit, page } = query;
  const rows = await readRules(pool(), actor.workspaceId, { after: null, limit, offset: (page - 1) * limit });
  const total = await countRows(pool(), "validation_rule", actor.workspaceId);
  return {
    status: 200,
    body: listShape(
      "data",
      rows.map((row) => ruleObject(ruleOf(row))),
      total,
    ),
  };
}
