import { z } from "zod";
import { conditionGroup, NO_CONDITION } from "@/lib/domain/condition/condition";
import { holds } from "@/lib/domain/condition/evaluate";
import { filterWords } from "@/lib/domain/flow/filter-words";
import { unknownEvent } from "@/lib/domain/flow/references";
import { scopeOf } from "@/lib/domain/flow/scope";
import { defineStep } from "@/lib/domain/flow/step-definition";

const config = z.object({
  eventName: z.string().min(1, "Choose the event that reaches this goal.").max(120),
  filter: conditionGroup.default(NO_CONDITION),
  /** What happens to a customer who walks here before the event. */
  otherwise: z.enum(["continue", "wait"]).default("continue"),
});

/** Reached from anywhere upstream the moment its event arrives; a conversion where the flow has no goal of its own. */
export const goal = defineStep({
  type: "goal",
  title: "Goal",
  description: "Customers jump here from any step before it when the event happens.",
  category: "goal",
  config,
  defaults: () => ({ eventName: "", filter: NO_CONDITION, otherwise: "continue" }),
  ports: (draft) =>
    draft.otherwise === "wait"
      ? [{ id: "reached", label: "Reached" }]
      : [
          { id: "reached", label: "Reached" },
          { id: "passed", label: "Not reached" },
        ],
  listens: ({ eventName }) => [eventName],
  check: ({ eventName }, references) => unknownEvent(eventName, references),
  describe: ({ eventName, filter }, names) => ({
    title: eventName ? `Goal: ${eventName}` : "Choose a goal event",
    detail: filterWords(filter, eventName, names) || "Reached from any step before it",
  }),
  decide: (settings, context) => {
    const { input } = context;
    if (
      input.kind === "event" &&
      input.event.name === settings.eventName &&
      holds(settings.filter, scopeOf(context, input.event))
    ) {
      return { kind: "go", port: "reached", reason: `${settings.eventName} happened`, converts: input.event };
    }
    if (settings.otherwise === "continue" || input.kind === "skip")
      return {
        kind: "go",
        port: settings.otherwise === "continue" ? "passed" : "reached",
        reason: `${settings.eventName} has not happened`,
      };
    return { kind: "stay", until: null, reason: `Waiting for ${settings.eventName}` };
  },
});
