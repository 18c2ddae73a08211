import type { compatListSchemas } from "@/lib/contracts/compat-extras";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { listShape } from "@/lib/server/compat/list-shape";

/** The schemas of metadata: none, as any metadata is taken. */
export async function listSchemas({ actor }: CompatCall<typeof compatListSchemas>): Promise<CompatAnswer> {
  authorise(actor, "read");
  return { status: 200, body: listShape("schemas", [], 0) };
}
