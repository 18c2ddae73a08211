import { DomainError } from "@/lib/domain/errors";
import { internalEventTitle } from "@/lib/domain/event/internal";
import { unknownNames } from "@/lib/server/db/events/unknown-names";
import type { Queryable } from "@/lib/server/db/pool";

/** @throws DomainError invalid_input for a name that is neither built in nor defined in the workspace */
export async function checkEventNames(
  queryable: Queryable,
  workspaceId: string,
  names: readonly string[],
): Promise<void> {
  const own = names.filter((name) => internalEventTitle(name) === null);
  const [unknown] = await unknownNames(queryable, workspaceId, own);
  if (unknown === undefined) return;
  throw new DomainError("invalid_input", `No event named "${unknown}" is defined.`, {
    issues: [
      {
        path: `events[${names.indexOf(unknown)}]`,
        message: `No event named "${unknown}" is defined.`,
        fix: "Define it under Events, or leave it out.",
      },
    ],
  });
}
