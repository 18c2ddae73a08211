import { z } from "zod";
import { MESSAGE_RESULT_EVENTS, type MessageResultProperties } from "@/lib/domain/message/sent-event";
import { describeDuration, duration, durationMs } from "@/lib/domain/time/duration";
import type { Decision, Port, StepContext } from "./step-definition";

/** Another way for those whom a message does not reach in time, such as an SMS after an e-mail that bounced; null goes on at once. */
export const failover = z
  .object({
    within: duration.refine((value) => durationMs(value) >= 60_000, "At least a minute."),
    /** What counts as reached. Not every provider reports deliveries: SMTP and most gateways only take messages. */
    until: z.enum(["sent", "delivered"]),
  })
  .nullable()
  .default(null);
export type Failover = z.output<typeof failover>;

/** The ports of a message step; a half-filled config is one too. */
export function messagePorts(config: Record<string, unknown>): Port[] {
  if (!config.failover) return [{ id: "next", label: "Then" }];
  return [
    { id: "next", label: "Reached" },
    { id: "not_delivered", label: "Not delivered" },
  ];
}

/** A step that waits for its message listens to what becomes of it. */
export function messageListens(config: { failover: Failover }): readonly string[] {
  return config.failover ? MESSAGE_RESULT_EVENTS : [];
}

const REACHED = {
  sent: ["sent", "delivered", "opened", "clicked"],
  delivered: ["delivered", "opened", "clicked"],
};
const LOST = ["skipped", "failed", "bounced"];

/** What a step does that has handed its message over, and waits whether it arrives. Null when it has not yet. */
export function awaitDelivery(settings: Failover, { run, input, now }: StepContext): Decision | null {
  const { awaiting } = run.context;
  if (awaiting?.visit !== run.visit) return null;
  if (!settings) return { kind: "go", port: "next", reason: "Nobody waits for its delivery any more" };
  if (input.kind === "skip") return { kind: "go", port: "next", reason: "Somebody skipped this wait" };
  if (input.kind === "event" && MESSAGE_RESULT_EVENTS.includes(input.event.name)) {
    const told = input.event.properties as Partial<MessageResultProperties>;
    const result = told.runId === run.id && told.stepId === run.stepId ? (told.result ?? "") : "";
    if (REACHED[settings.until].includes(result))
      return { kind: "go", port: "next", reason: `The message was ${result}` };
    if (LOST.includes(result))
      return { kind: "go", port: "not_delivered", reason: `The message was ${WORDS[result] ?? result}` };
  }
  const until = awaiting.at + durationMs(settings.within);
  if (now >= until)
    return {
      kind: "go",
      port: "not_delivered",
      reason: `It was not ${settings.until} within ${describeDuration(settings.within)}`,
    };
  return { kind: "stay", until, reason: "Waiting whether the message arrives" };
}

const WORDS: Record<string, string> = { skipped: "held back", failed: "not sent", bounced: "sent back" };
