import { notFound } from "@/lib/domain/errors";
import { type FlowRow, findFlow } from "@/lib/server/db/flows/find-flow";
import type { Queryable } from "@/lib/server/db/pool";

/** The flow with this id in this workspace. @throws DomainError not_found */
export async function findFlowOrFail(
  queryable: Queryable,
  workspaceId: string,
  id: string,
  options: { lock?: boolean } = {},
): Promise<FlowRow> {
  const flow = await findFlow(queryable, workspaceId, id, options);
  if (!flow) throw notFound("flow");
  return flow;
}
