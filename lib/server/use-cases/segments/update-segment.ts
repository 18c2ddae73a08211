import type { z } from "zod";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { updateSegmentContract } from "@/lib/contracts/segments";
import { DomainError } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { writeAudit } from "@/lib/server/db/audit/write-audit";
import { transaction } from "@/lib/server/db/pool";
import { enqueueBuild, updateSegmentRow } from "@/lib/server/db/segments/save-segment";
import { segmentOf } from "@/lib/server/db/segments/segment-row";
import { findSegmentOrFail } from "./find-segment-or-fail";
import { segmentNameTaken } from "./segment-name-taken";

type Body = z.output<NonNullable<typeof updateSegmentContract.body>>;

/** Changes a segment; a changed rule is applied to everybody by a job, and tells of nobody. */
export async function updateSegment(
  { actor, params, body }: { actor: Actor; params: { id: string }; body: Body },
  clock = systemClock,
): Promise<ResponseOf<typeof updateSegmentContract>> {
  authorise(actor, "customers:write");
  const { workspaceId } = actor;
  const now = clock();
  return await transaction(async (client) => {
    const before = await findSegmentOrFail(client, workspaceId, params.id, { lock: true });
    if (body.rule && before.type === "static")
      throw new DomainError("invalid_input", "A static segment has no rule.", {
        issues: [
          { path: "rule", message: "A static segment has no rule.", fix: "Make an auto-update segment." },
        ],
      });
    const { name = before.name, description = before.description } = body;
    const rule = body.rule && JSON.stringify(body.rule) !== JSON.stringify(before.rule) ? body.rule : null;
    if (!(await updateSegmentRow(client, { id: before.id, workspaceId, name, description, rule }, now)))
      throw segmentNameTaken(name);
    if (rule) await enqueueBuild(client, before.id);
    await writeAudit(client, {
      workspaceId,
      actor: actor.id,
      action: "segment.changed",
      objectType: "segment",
      objectId: before.id,
      detail: { name, fields: Object.keys(body) },
      at: now,
    });
    return segmentOf(await findSegmentOrFail(client, workspaceId, before.id));
  });
}
