import type { compatCustomerSegments } from "@/lib/contracts/compat-extras";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { publicId } from "@/lib/server/compat/ids";
import { listShape } from "@/lib/server/compat/list-shape";
import { pool } from "@/lib/server/db/pool";
import { segmentsOfCustomer } from "@/lib/server/db/segments/segments-of-customer";
import { findCompatCustomer } from "./find-compat-customer";

/** The segments a customer belongs to. */
export async function customerSegments({
  actor,
  params,
}: CompatCall<typeof compatCustomerSegments>): Promise<CompatAnswer> {
  authorise(actor, "read");
  const { customerId } = await findCompatCustomer(actor.workspaceId, params.id);
  const segments = await segmentsOfCustomer(pool(), actor.workspaceId, customerId);
  const shapes = segments.map(({ id, name }) => ({ id: publicId("seg", id), name, object: "segment" }));
  return { status: 200, body: listShape("data", shapes, shapes.length) };
}
