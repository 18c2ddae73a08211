import { v7 as uuid } from "uuid";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { createEventDefinitionContract } from "@/lib/contracts/event-definitions";
import { DomainError } from "@/lib/domain/errors";
import { type EventDefinitionInput, roleIssues } from "@/lib/domain/event/definition";
import { titleOf } from "@/lib/domain/event/title-of";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { writeAudit } from "@/lib/server/db/audit/write-audit";
import { forgetIngestRules } from "@/lib/server/db/events/definition-cache";
import { DEFINITION_COLUMNS, type DefinitionRow, definitionOf } from "@/lib/server/db/events/definition-row";
import { pool, transaction } from "@/lib/server/db/pool";

/** Defines an event. @throws DomainError conflict when the name is taken, invalid_input when the properties do not suit the role */
export async function createEventDefinition(
  { actor, body }: { actor: Actor; body: EventDefinitionInput },
  clock = systemClock,
): Promise<ResponseOf<typeof createEventDefinitionContract>> {
  authorise(actor, "event-definitions:write");
  const issues = roleIssues(body.role, body.properties);
  if (issues.length > 0)
    throw new DomainError("invalid_input", "The properties do not suit the role.", { issues });
  const row = await transaction(async (client) => {
    const { rows } = await client.query<DefinitionRow>(
      `INSERT INTO event_definition (id, workspace_id, name, title, description, role, properties, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)
     ON CONFLICT (workspace_id, name) DO NOTHING
     RETURNING ${DEFINITION_COLUMNS}`,
      [
        uuid(),
        actor.workspaceId,
        body.name,
        body.title || titleOf(body.name),
        body.description,
        body.role,
        JSON.stringify(body.properties),
        clock(),
      ],
    );
    const made = rows[0];
    if (!made) return null;
    await writeAudit(client, {
      workspaceId: actor.workspaceId,
      actor: actor.id,
      action: "event_definition.created",
      objectType: "event_definition",
      objectId: made.id,
      detail: { name: made.name },
      at: clock(),
    });
    return made;
  });
  if (!row) throw await nameTaken(actor.workspaceId, body.name);
  forgetIngestRules(actor.workspaceId);
  return definitionOf(row);
}

async function nameTaken(workspaceId: string, name: string): Promise<DomainError> {
  const { rows } = await pool().query<{ id: string; archived: boolean }>(
    `SELECT id, archived FROM event_definition WHERE workspace_id = $1 AND name = $2`,
    [workspaceId, name],
  );
  const message = `There is already an event named "${name}"${rows[0]?.archived ? ", archived" : ""}.`;
  const fix = rows[0]?.archived
    ? "Bring the archived one back, or choose another name."
    : "Choose another name, or change that one.";
  return new DomainError("conflict", message, {
    issues: [{ path: "name", message, fix }],
    extra: { existingId: rows[0]?.id },
  });
}
