import type { z } from "zod";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { updateEventDefinitionContract } from "@/lib/contracts/event-definitions";
import { DomainError, notFound } from "@/lib/domain/errors";
import { roleIssues } from "@/lib/domain/event/definition";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { writeAudit } from "@/lib/server/db/audit/write-audit";
import { forgetIngestRules } from "@/lib/server/db/events/definition-cache";
import { DEFINITION_COLUMNS, type DefinitionRow, definitionOf } from "@/lib/server/db/events/definition-row";
import { findDefinition } from "@/lib/server/db/events/find-definition";
import { transaction } from "@/lib/server/db/pool";

type Change = z.output<NonNullable<typeof updateEventDefinitionContract.body>>;

/** Changes what was sent and leaves the rest. The name stays: senders and flows know the event by it. */
export async function updateEventDefinition(
  { actor, params, body }: { actor: Actor; params: { id: string }; body: Change },
  clock = systemClock,
): Promise<ResponseOf<typeof updateEventDefinitionContract>> {
  authorise(actor, "event-definitions:write");
  const row = await transaction(async (client) => {
    const before = await findDefinition(client, actor.workspaceId, params.id, { lock: true });
    if (!before) throw notFound("event definition");
    const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
    const after: DefinitionRow = { ...before, ...given };
    const issues = roleIssues(after.role, after.properties);
    if (issues.length > 0)
      throw new DomainError("invalid_input", "The properties do not suit the role.", { issues });
    const { rows } = await client.query<DefinitionRow>(
      `UPDATE event_definition SET title = $3, description = $4, role = $5, properties = $6, archived = $7, updated_at = $8
       WHERE workspace_id = $1 AND id = $2 RETURNING ${DEFINITION_COLUMNS}`,
      [
        actor.workspaceId,
        params.id,
        after.title,
        after.description,
        after.role,
        JSON.stringify(after.properties),
        after.archived,
        clock(),
      ],
    );
    await writeAudit(client, {
      workspaceId: actor.workspaceId,
      actor: actor.id,
      action: `event_definition.${actionOf(before, after)}`,
      objectType: "event_definition",
      objectId: params.id,
      detail: { name: before.name, fields: Object.keys(given) },
      at: clock(),
    });
    return rows[0] ?? after;
  });
  forgetIngestRules(actor.workspaceId);
  return definitionOf(row);
}

function actionOf(before: DefinitionRow, after: DefinitionRow): string {
  if (before.archived === after.archived) return "changed";
  return after.archived ? "archived" : "restored";
}
