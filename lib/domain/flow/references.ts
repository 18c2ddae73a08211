import type { Issue } from "@/lib/domain/errors";
import type { References } from "./step-definition";

/** A problem when no event of this name is defined in the workspace. */
export function unknownEvent(eventName: string, references: References): Issue[] {
  if (references.events.has(eventName)) return [];
  return [
    {
      path: "eventName",
      message: `No event named "${eventName}" is defined.`,
      fix: "Define it under Events, or choose another event.",
    },
  ];
}
