import { DomainError } from "@/lib/domain/errors";
import type { FlowRow } from "@/lib/server/db/flows/find-flow";

/** Somebody saved a newer draft: who, when, and which revision to look at. */
export function revisionConflict(flow: FlowRow): DomainError {
  const who = flow.saved_by ?? "Somebody";
  return new DomainError(
    "revision_conflict",
    `${who} has saved this flow meanwhile: it is at revision ${flow.revision}.`,
    {
      issues: [
        {
          path: "revision",
          message: `The newest revision is ${flow.revision}.`,
          fix: "Read the flow again, then save your change on top of it.",
        },
      ],
      extra: {
        revision: flow.revision,
        savedBy: flow.saved_by,
        savedAt: (flow.saved_at ?? flow.updated_at).toISOString(),
      },
    },
  );
}
