import type { z } from "zod";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { listRulesContract } from "@/lib/contracts/validation-rules";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { pool } from "@/lib/server/db/pool";
import { listRules as readRules } from "@/lib/server/db/rules/list-rules";
import { ruleOf } from "@/lib/server/db/rules/rule-row";
import { pageOfRows, positionOf } from "@/lib/server/use-cases/coupons/page-of-rows";

type Query = z.output<NonNullable<typeof listRulesContract.query>>;

/** A page of rules, newest first. */
export async function listRules({
  actor,
  query,
}: {
  actor: Actor;
  query: Query;
}): Promise<ResponseOf<typeof listRulesContract>> {
  authorise(actor, "read");
  const rows = await readRules(pool(), actor.workspaceId, {
    objectId: query.objectId,
    after: positionOf(query.cursor),
    limit: query.limit + 1,
  });
  const { page, nextCursor } = pageOfRows(rows, query.limit);
  return { data: page.map(ruleOf), nextCursor };
}
