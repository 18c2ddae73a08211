import type { ResponseOf } from "@/lib/contracts/contract";
import type { getRunContract } from "@/lib/contracts/runs";
import { notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { readRun } from "@/lib/server/db/customers/read-run";
import { loadFlowWords } from "@/lib/server/db/performance/load-flow-words";
import { pool } from "@/lib/server/db/pool";
import { runWords } from "./run-words";

type Call = { actor: Actor; params: { id: string } };

/** One run, with what started it and the codes it carries. */
export async function getRun({ actor, params }: Call): Promise<ResponseOf<typeof getRunContract>> {
  authorise(actor, "read");
  const run = await readRun(pool(), actor.workspaceId, params.id);
  if (!run) throw notFound("run");
  const words = await loadFlowWords(pool(), actor.workspaceId, [run.version_id]);
  const { event, vouchers } = run.context;
  return {
    ...runWords(run, words),
    customerId: run.customer_id,
    trigger: { name: event.name, occurredAt: event.occurredAt, properties: event.properties },
    vouchers: vouchers.map(({ code, discount, expiresAt }) => ({ code, discount, expiresAt })),
  };
}
