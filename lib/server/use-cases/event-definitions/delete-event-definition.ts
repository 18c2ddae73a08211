import type { ResponseOf } from "@/lib/contracts/contract";
import type { deleteEventDefinitionContract } from "@/lib/contracts/event-definitions";
import { notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { writeAudit } from "@/lib/server/db/audit/write-audit";
import { forgetIngestRules } from "@/lib/server/db/events/definition-cache";
import { findDefinition } from "@/lib/server/db/events/find-definition";
import { flowsUsingEvent } from "@/lib/server/db/events/flows-using-event";
import { wasEventSent } from "@/lib/server/db/events/was-event-sent";
import { transaction } from "@/lib/server/db/pool";

/** Deletes a definition that was never used. One that flows name, or events came for, is archived: both keep working. */
export async function deleteEventDefinition(
  { actor, params }: { actor: Actor; params: { id: string } },
  clock = systemClock,
): Promise<ResponseOf<typeof deleteEventDefinitionContract>> {
  authorise(actor, "event-definitions:write");
  const answer = await transaction(
    async (client): Promise<ResponseOf<typeof deleteEventDefinitionContract>> => {
      const definition = await findDefinition(client, actor.workspaceId, params.id, { lock: true });
      if (!definition) throw notFound("event definition");
      const flows = await flowsUsingEvent(client, actor.workspaceId, definition.name);
      const sent = flows.length > 0 || (await wasEventSent(client, actor.workspaceId, definition.name));
      const outcome = sent ? "archived" : "deleted";
      await writeAudit(client, {
        workspaceId: actor.workspaceId,
        actor: actor.id,
        action: `event_definition.${outcome}`,
        objectType: "event_definition",
        objectId: params.id,
        detail: { name: definition.name },
        at: clock(),
      });
      if (!sent) {
        await client.query("DELETE FROM event_definition WHERE id = $1", [params.id]);
        return {
          outcome,
          reason: "No flow names it and no event of this name was ever accepted.",
        };
      }
      await client.query("UPDATE event_definition SET archived = true, updated_at = $2 WHERE id = $1", [
        params.id,
        clock(),
      ]);
      const names = flows.map(({ name }) => `"${name}"`).join(", ");
      return {
        outcome,
        reason: names ? `Used in ${names}.` : "Events of this name are on the log.",
      };
    },
  );
  forgetIngestRules(actor.workspaceId);
  return answer;
}
