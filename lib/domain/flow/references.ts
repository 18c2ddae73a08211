import type { Issue } from "@/lib/domain/errors";
import type { References } from "./step-definition";

/** A problem when no event of this name is defined in the workspace. `path` is the field that names it. */
export function unknownEvent(eventName: string, references: References, path = "eventName"): Issue[] {
  if (references.events.has(eventName)) return [];
  return [
    {
      path,
      message: `No event named "${eventName}" is defined.`,
      fix: "Define it under Events, or choose another event.",
    },
  ];
}
