import { v7 as uuid } from "uuid";
import type { z } from "zod";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { createSegmentContract } from "@/lib/contracts/segments";
import { DomainError } from "@/lib/domain/errors";
import { SHARD_COUNT } from "@/lib/domain/shard";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { writeAudit } from "@/lib/server/db/audit/write-audit";
import { transaction } from "@/lib/server/db/pool";
import { enqueueBuild, insertSegment } from "@/lib/server/db/segments/save-segment";
import { segmentOf } from "@/lib/server/db/segments/segment-row";
import { findSegmentOrFail } from "./find-segment-or-fail";
import { segmentNameTaken } from "./segment-name-taken";

type Body = z.output<NonNullable<typeof createSegmentContract.body>>;

/** Makes a segment; those who fit its rule already are put in by a job. */
export async function createSegment(
  { actor, body }: { actor: Actor; body: Body },
  clock = systemClock,
): Promise<ResponseOf<typeof createSegmentContract>> {
  authorise(actor, "customers:write");
  const { workspaceId } = actor;
  const { name, description, type, rule } = body;
  if (type === "static" && rule.filters.length > 0)
    throw new DomainError("invalid_input", "A static segment has no rule.", {
      issues: [
        {
          path: "rule",
          message: "A static segment has no rule.",
          fix: 'Leave it out, or choose the type "auto".',
        },
      ],
    });
  const id = uuid();
  const now = clock();
  return await transaction(async (client) => {
    const builtShards = type === "auto" ? 0 : SHARD_COUNT;
    if (!(await insertSegment(client, { id, workspaceId, name, description, type, rule, builtShards }, now)))
      throw segmentNameTaken(name);
    if (type === "auto") await enqueueBuild(client, id);
    await writeAudit(client, {
      workspaceId,
      actor: actor.id,
      action: "segment.created",
      objectType: "segment",
      objectId: id,
      detail: { name },
      at: now,
    });
    return segmentOf(await findSegmentOrFail(client, workspaceId, id));
  });
}
