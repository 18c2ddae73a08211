import type pg from "pg";
import { v7 as uuid } from "uuid";
import type { FlowDetail } from "@/lib/contracts/flows";
import type { FlowDocument } from "@/lib/domain/flow/document";
import type { Actor } from "@/lib/server/auth/actor";
import { writeAudit } from "@/lib/server/db/audit/write-audit";
import { insertFlow } from "@/lib/server/db/flows/insert-flow";
import { findFlowOrFail } from "./find-flow-or-fail";
import { flowDetail } from "./flow-detail";

/** Makes a draft flow inside a transaction and writes down where it came from. */
export async function makeFlow(
  client: pg.PoolClient,
  actor: Actor,
  flow: { name: string; document: FlowDocument; origin: Record<string, unknown> },
  at: Date,
): Promise<FlowDetail> {
  const id = uuid();
  const { name, document, origin } = flow;
  await insertFlow(client, {
    id,
    workspaceId: actor.workspaceId,
    name,
    document,
    createdBy: actor.userId,
    savedBy: actor.id,
    at,
  });
  await writeAudit(client, {
    workspaceId: actor.workspaceId,
    actor: actor.id,
    action: "flow.created",
    objectType: "flow",
    objectId: id,
    detail: { name, ...origin },
    at,
  });
  return await flowDetail(client, await findFlowOrFail(client, actor.workspaceId, id));
}
