import { z } from "zod";
import { conditionGroup, NO_CONDITION } from "@/lib/domain/condition/condition";
import { holds } from "@/lib/domain/condition/evaluate";
import { filterWords } from "@/lib/domain/flow/filter-words";
import { unknownEvent } from "@/lib/domain/flow/references";
import { scopeOf } from "@/lib/domain/flow/scope";
import { defineStep } from "@/lib/domain/flow/step-definition";
import { describeDuration, duration, durationMs } from "@/lib/domain/time/duration";

const config = z.object({
  eventName: z.string().min(1, "Choose the event to wait for.").max(120),
  filter: conditionGroup.default(NO_CONDITION),
  timeout: duration,
});

/** Waits until an event happens or a time has passed, whichever is first; only one of them ever counts. */
export const waitForEvent = defineStep({
  type: "wait-for-event",
  title: "Wait for event",
  description: "Hold until an event happens, or go on when it has not.",
  category: "wait",
  config,
  defaults: () => ({ eventName: "", filter: NO_CONDITION, timeout: { value: 1, unit: "days" } }),
  ports: () => [
    { id: "happened", label: "Happened" },
    { id: "timed_out", label: "Timed out" },
  ],
  listens: ({ eventName }) => [eventName],
  check: ({ eventName }, references) => unknownEvent(eventName, references),
  describe: (draft, names) => {
    const timeout = duration.safeParse(draft.timeout);
    if (!draft.eventName) return { title: "Wait for an event", detail: "Choose the event" };
    const upTo = timeout.success ? `, up to ${describeDuration(timeout.data)}` : "";
    return {
      title: `Wait for ${draft.eventName}${upTo}`,
      detail: filterWords(draft.filter, draft.eventName, names) || "Whichever comes first",
    };
  },
  decide: (settings, context) => {
    const { input, run, now } = context;
    if (input.kind === "skip") return { kind: "go", port: "timed_out", reason: "Somebody skipped this wait" };
    if (
      input.kind === "event" &&
      input.event.name === settings.eventName &&
      holds(settings.filter, scopeOf(context, input.event))
    ) {
      return { kind: "go", port: "happened", reason: `${settings.eventName} happened` };
    }
    const until = run.stepEnteredAt + durationMs(settings.timeout);
    if (now >= until)
      return {
        kind: "go",
        port: "timed_out",
        reason: `${settings.eventName} did not happen in ${describeDuration(settings.timeout)}`,
      };
    return { kind: "stay", until, reason: `Waiting for ${settings.eventName}` };
  },
});
