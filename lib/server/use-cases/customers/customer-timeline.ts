import { z } from "zod";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { customerTimelineContract, TIMELINE_PARTS } from "@/lib/contracts/customers";
import { arrange } from "@/lib/domain/timeline/arrange";
import { mergeNewest, type Position } from "@/lib/domain/timeline/merge";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { decodeCursor, encodeCursor } from "@/lib/server/http/cursor";
import { findCustomerOrFail } from "./find-customer-or-fail";
import { readSources, SOURCE_NAMES } from "./timeline-sources";

type Part = (typeof TIMELINE_PARTS)[number];
type Call = {
  actor: Actor;
  params: { id: string };
  query: { cursor?: string; limit: number; show?: Part[] };
};

const position: z.ZodType<Position> = z.union([
  z.object({
    key: z
      .array(z.union([z.string().max(60), z.number()]))
      .min(1)
      .max(2),
    skip: z.number().int().min(0).max(10_000),
  }),
  z.literal("end"),
]);
const cursorSchema = z.array(position).length(SOURCE_NAMES.length);

/** A page of everything that happened to a customer, newest first. The number of statements does not depend on how much that is. */
export async function customerTimeline({
  actor,
  params,
  query,
}: Call): Promise<ResponseOf<typeof customerTimelineContract>> {
  authorise(actor, "read");
  const positions = decodeCursor(query.cursor, cursorSchema);
  const customer = await findCustomerOrFail(actor.workspaceId, params.id);
  const sources = await readSources({
    workspaceId: actor.workspaceId,
    customer,
    positions,
    limit: query.limit,
    show: new Set(query.show ?? ["events", "decisions", "messages", "codes"]),
  });
  const page = mergeNewest(sources, query.limit);
  return { data: arrange(page.entries), nextCursor: page.done ? null : encodeCursor(page.positions) };
}
