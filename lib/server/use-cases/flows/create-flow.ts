import type { z } from "zod";
import type { createFlowContract, FlowDetail } from "@/lib/contracts/flows";
import { emptyDocument } from "@/lib/domain/flow/document";
import { STARTERS } from "@/lib/domain/flow/starters";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { transaction } from "@/lib/server/db/pool";
import { makeFlow } from "./make-flow";

type Body = z.output<NonNullable<(typeof createFlowContract)["body"]>>;

/** Starts a flow: from scratch (S4-7), from a starter, or with a drawing. */
export async function createFlow(
  { actor, body }: { actor: Actor; body: Body },
  clock = systemClock,
): Promise<FlowDetail> {
  authorise(actor, "flows:write");
  const starter = STARTERS.find(({ id }) => id === body.starter?.id);
  const document = starter?.document(body.starter?.parameters ?? {}) ?? body.document ?? emptyDocument();
  const name = body.name ?? starter?.name ?? "Untitled flow";
  const origin = starter ? { starter: starter.id } : {};
  return await transaction((client) => makeFlow(client, actor, { name, document, origin }, clock()));
}
