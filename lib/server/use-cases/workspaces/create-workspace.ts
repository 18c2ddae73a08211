import type { z } from "zod";
import type { newWorkspace } from "@/lib/contracts/accounts";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { createWorkspaceContract } from "@/lib/contracts/workspaces";
import type { Actor } from "@/lib/server/auth/actor";
import { personOf } from "@/lib/server/auth/person";
import { systemClock } from "@/lib/server/clock";
import { insertWorkspace } from "@/lib/server/db/accounts/insert-workspace";
import { writeAudit } from "@/lib/server/db/audit/write-audit";
import { transaction } from "@/lib/server/db/pool";

/** Makes a workspace that the person owns. Anybody signed in may: it holds nothing of any other. */
export async function createWorkspace(
  { actor, body }: { actor: Actor; body: z.output<typeof newWorkspace> },
  clock = systemClock,
): Promise<ResponseOf<typeof createWorkspaceContract>> {
  const ownerId = personOf(actor);
  const now = clock();
  const id = await transaction(async (client) => {
    const workspaceId = await insertWorkspace(client, body, ownerId, now);
    await writeAudit(client, {
      workspaceId,
      actor: actor.id,
      action: "workspace.created",
      objectType: "workspace",
      objectId: workspaceId,
      detail: { name: body.name },
      at: now,
    });
    return workspaceId;
  });
  return { id, name: body.name, role: "owner", members: 1, demo: false, createdAt: now.toISOString() };
}
