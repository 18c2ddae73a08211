import { INVITED } from "@/lib/domain/distribution/invited";
import type { Issue } from "@/lib/domain/errors";
import { isSegmentEvent } from "@/lib/domain/event/internal";
import type { References } from "./step-definition";

/** A problem when a trigger on coming or going names no segment, or one that is gone. */
export function unknownSegment(
  eventName: string,
  segmentId: string | undefined,
  references: References,
): Issue[] {
  if (!isSegmentEvent(eventName) || (segmentId && references.segments.has(segmentId))) return [];
  return [
    segmentId
      ? {
          path: "segmentId",
          message: "This segment does not exist any more.",
          fix: "Choose another segment.",
        }
      : {
          path: "segmentId",
          message: "No segment is chosen.",
          fix: "Choose the segment that customers enter or leave.",
        },
  ];
}

/** A problem when no event of this name is defined in the workspace. `path` is the field that names it. */
export function unknownEvent(eventName: string, references: References, path = "eventName"): Issue[] {
  if (references.events.has(eventName) || eventName === INVITED) return [];
  return [
    {
      path,
      message: `No event named "${eventName}" is defined.`,
      fix: "Define it under Events, or choose another event.",
    },
  ];
}
