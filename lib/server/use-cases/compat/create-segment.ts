import type { compatCreateSegment } from "@/lib/contracts/compat-extras";
import { DomainError } from "@/lib/domain/errors";
import { segmentRule } from "@/lib/domain/segment/rule";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { CompatError } from "@/lib/server/compat/errors";
import { publicId, uuidOf } from "@/lib/server/compat/ids";
import { ruleOfFilter, segmentShape } from "@/lib/server/compat/segment-shape";
import { issuesOf } from "@/lib/server/http/read-json";
import { changeMembers } from "@/lib/server/use-cases/segments/change-members";
import { createSegment as make } from "@/lib/server/use-cases/segments/create-segment";
import { findCompatSegment } from "./find-compat-segment";

type Call = CompatCall<typeof compatCreateSegment>;

/** Makes a segment: of customers that are named, or of those who fit a filter. */
export async function createSegment({ actor, body }: Call): Promise<CompatAnswer> {
  authorise(actor, "customers:write");
  const auto = body.type === "auto-update";
  const members = auto ? [] : membersOf(body.customers ?? []);
  try {
    const { id } = await make({
      actor,
      body: { name: body.name, description: "", type: auto ? "auto" : "static", rule: ruleOf(body) },
    });
    if (members.length > 0)
      await changeMembers({ actor, params: { id }, body: { add: members, remove: [] } });
    return {
      status: 200,
      body: segmentShape(await findCompatSegment(actor.workspaceId, publicId("seg", id))),
    };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "conflict") throw error;
    throw new CompatError("duplicate_found", error.message, { id: body.name, type: "segment" });
  }
}

function ruleOf({ type, filter }: Call["body"]) {
  if (type !== "auto-update") return { match: "all" as const, filters: [] };
  if (!filter || Object.keys(filter).every((name) => name === "junction"))
    throw new CompatError("invalid_payload", "filter: an auto-update segment needs one.");
  const read = segmentRule.safeParse(ruleOfFilter(filter));
  if (read.success) return read.data;
  const problems = issuesOf(read.error).map(({ path, message }) => `filter.${path}: ${message}`);
  throw new CompatError("invalid_payload", problems.join("; "));
}

function membersOf(customers: readonly string[]): string[] {
  return customers.map((text) => {
    const id = uuidOf("cust", text);
    if (!id) throw new CompatError("invalid_payload", `customers: ${text} is no customer's id (cust_…).`);
    return id;
  });
}
