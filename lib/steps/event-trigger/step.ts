import { z } from "zod";
import { conditionGroup, NO_CONDITION } from "@/lib/domain/condition/condition";
import { INVITED } from "@/lib/domain/distribution/invited";
import { isSegmentEvent } from "@/lib/domain/event/internal";
import { filterWords } from "@/lib/domain/flow/filter-words";
import { unknownEvent, unknownSegment } from "@/lib/domain/flow/references";
import { defineStep } from "@/lib/domain/flow/step-definition";

/** Where customers enter: an event, perhaps with conditions on its properties. */
export const eventTrigger = defineStep({
  type: "event-trigger",
  title: "Event trigger",
  description: "A customer enters when this event arrives.",
  category: "entry",
  config: z.object({
    eventName: z.string().min(1, "Choose the event that lets customers enter.").max(120),
    /** For the two events of segments: which one. */
    segmentId: z.uuid("Choose a segment.").optional(),
    filter: conditionGroup.default(NO_CONDITION),
  }),
  defaults: () => ({ eventName: "", filter: NO_CONDITION }),
  ports: () => [{ id: "next", label: "Entered" }],
  check: ({ eventName, segmentId }, references) => [
    ...unknownEvent(eventName, references),
    ...unknownSegment(eventName, segmentId, references),
  ],
  describe: ({ eventName, segmentId, filter }, names) => {
    if (eventName === INVITED)
      return { title: "Members of the segment", detail: "Once, those there when it went live" };
    const segment =
      isSegmentEvent(eventName) && typeof segmentId === "string" ? names.segment?.(segmentId) : null;
    const title = segment
      ? `When a customer ${eventName === "customer.segment.left" ? "leaves" : "enters"} “${segment.name}”`
      : eventName
        ? `When ${eventName} happens`
        : "Choose an event";
    return { title, detail: filterWords(filter, eventName, names) || "Every time" };
  },
  decide: ({ eventName }) => ({ kind: "go", port: "next", reason: `${eventName} happened` }),
});
