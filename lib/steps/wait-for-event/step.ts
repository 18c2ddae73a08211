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
  /** An event that lets the time begin anew whenever it comes, such as another change of the cart; empty is none. */
  restartOn: z.string().max(120).default(""),
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
  listens: ({ eventName, restartOn }) => (restartOn ? [eventName, restartOn] : [eventName]),
  check: ({ eventName, restartOn }, references) => [
    ...unknownEvent(eventName, references),
    ...(restartOn ? unknownEvent(restartOn, references, "restartOn") : []),
  ],
  describe: (draft, names) => {
    const timeout = duration.safeParse(draft.timeout);
    if (!draft.eventName) return { title: "Wait for an event", detail: "Choose the event" };
    const upTo = timeout.success ? `, up to ${describeDuration(timeout.data)}` : "";
    const anew =
      typeof draft.restartOn === "string" && draft.restartOn ? `Anew with each ${draft.restartOn}` : "";
    return {
      title: `Wait for ${draft.eventName}${upTo}`,
      detail: filterWords(draft.filter, draft.eventName, names) || anew || "Whichever comes first",
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
    const timeout = durationMs(settings.timeout);
    if (input.kind === "event" && input.event.name === settings.restartOn) {
      // By when it was accepted, so that an engine that is behind counts the same.
      const at = Math.max(run.stepEnteredAt, input.event.acceptedAt);
      const restarted = { visit: run.visit, at };
      const reason = `${settings.restartOn} happened again: the time begins anew`;
      return { kind: "stay", until: at + timeout, reason, outcome: "restarted", context: { restarted } };
    }
    const { restarted } = run.context;
    const since = restarted?.visit === run.visit ? restarted.at : run.stepEnteredAt;
    const until = since + timeout;
    if (now >= until)
      return {
        kind: "go",
        port: "timed_out",
        reason: `${settings.eventName} did not happen in ${describeDuration(settings.timeout)}`,
      };
    return { kind: "stay", until, reason: `Waiting for ${settings.eventName}` };
  },
});
