import { z } from "zod";
import { personInput } from "@/lib/domain/customer/identity";
import { eventName } from "./definition";
import { isInternalEventName, isInternalMessageId } from "./internal";

/** How far ahead of ours a sender's clock may be. */
export const MAX_AHEAD_MS = 24 * 3_600_000;
/** Of one event, as JSON. */
export const MAX_EVENT_CHARACTERS = 100_000;
export const MAX_EVENTS = 1_000;

/** One event as a shop sends it. Its properties are checked against the definition of its name. */
export const eventInput = z.strictObject({
  /** The sender's own id of what happened: sending it again changes nothing. */
  messageId: z
    .string()
    .trim()
    .min(1, "The messageId is empty: leave it out, or send your own id of what happened.")
    .max(255, "The messageId is longer than 255 characters.")
    .refine((id) => !isInternalMessageId(id), "A messageId of this form belongs to Cartograph's own events.")
    .optional(),
  name: eventName.refine(
    (name) => !isInternalEventName(name),
    "Only Cartograph itself sends events of this name.",
  ),
  customer: personInput,
  /** ISO 8601 with a zone. Now, when left out. */
  occurredAt: z.iso
    .datetime({
      offset: true,
      error: 'Send a moment in ISO 8601 with its zone, such as "2026-03-01T09:30:00Z".',
    })
    .optional(),
  properties: z.record(z.string(), z.unknown()).default({}),
});
export type EventInput = z.output<typeof eventInput>;
