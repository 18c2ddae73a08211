import { z } from "zod";
import { conditionGroup } from "@/lib/domain/condition/condition";
import { topicKey } from "@/lib/domain/customer/consent";
import { duration } from "@/lib/domain/time/duration";

const id = z.string().min(1).max(64);
const localTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** A step as saved: any half-filled config may be saved; VALIDATE and LAUNCH parse it with its own strict schema. */
export const draftStep = z.object({
  id,
  type: z.string().min(1).max(40),
  /** The marketer's own name for it; empty shows what it does instead. */
  name: z.string().max(120).default(""),
  config: z.record(z.string(), z.unknown()).default({}),
  position: z.object({ x: z.number(), y: z.number() }),
});
export type DraftStep = z.output<typeof draftStep>;

/** Leaves a step by one of its ports and enters another. */
export const edge = z.object({ id, from: id, port: z.string().min(1).max(64), to: id });
export type Edge = z.output<typeof edge>;

/** An event that is worth something: any such event, or only one that this flow earned. */
export const goalSetting = z.object({
  eventName: z.string().min(1).max(120),
  filter: conditionGroup.default({ match: "all", conditions: [] }),
  /** any: the event ends the run as converted. attributed: only when it is attributed; otherwise the run exits. */
  mode: z.enum(["any", "attributed"]).default("any"),
});
export type GoalSetting = z.output<typeof goalSetting>;

export const frequency = z.object({
  /** never: once per customer. again: as the delay and the limit allow. */
  reentry: z.enum(["never", "again"]).default("never"),
  /** At least this long since the last entry. */
  delay: duration.default({ value: 1, unit: "days" }),
  /** At most `count` entries within `per`, counted back from the new one; null is no limit. */
  limit: z
    .object({ count: z.number().int().min(1).max(1000), per: duration })
    .nullable()
    .default(null),
  /** What a trigger does while a run of this customer is active. */
  whileActive: z.enum(["ignore", "supersede", "parallel"]).default("ignore"),
  /** Property of the trigger event that tells runs apart, such as cartId; empty is one run per customer. */
  correlation: z.string().max(120).default(""),
});

export const schedule = z.object({
  /** ISO moments; null is open. */
  from: z.iso.datetime({ offset: true }).nullable().default(null),
  until: z.iso.datetime({ offset: true }).nullable().default(null),
  /** 1 Monday to 7 Sunday; empty is every day. */
  weekdays: z.array(z.number().int().min(1).max(7)).max(7).default([]),
  /** Local hours in the workspace's zone; null is all day. */
  hours: z.object({ from: localTime, until: localTime }).nullable().default(null),
  /** What the end does with active runs. */
  atEnd: z.enum(["finish", "exit"]).default("finish"),
});
export type Schedule = z.output<typeof schedule>;

export const flowSettings = z.object({
  frequency: frequency.prefault({}),
  schedule: schedule.prefault({}),
  goal: goalSetting.nullable().default(null),
  /** Events that end a run as exited, beside the built-in ones. */
  exits: z
    .array(
      z.object({
        eventName: z.string().min(1).max(120),
        filter: conditionGroup.default({ match: "all", conditions: [] }),
        label: z.string().max(80).default(""),
      }),
    )
    .max(20)
    .default([]),
  exitOnOptOut: z.boolean().default(true),
  exitOnAgentConversation: z.boolean().default(true),
  /** A customer must have agreed to this channel to enter; null asks for nothing. */
  entryConsent: z.enum(["email", "sms"]).nullable().default(null),
  /** With entryConsent: they must not have said no to this topic on that channel either, by its key. */
  entryTopic: topicKey.nullable().default(null),
  /** How long after entry an order still counts, also when the run has ended. */
  conversionWindow: duration.default({ value: 7, unit: "days" }),
  /** An order after a delivered message counts even without a click or a code. */
  countDelivered: z.boolean().default(false),
  /** Share of customers, 0 to 0.5, who are kept out to measure against. */
  holdout: z.number().min(0).max(0.5).default(0),
  /** Marketing messages of this flow per customer; null is no cap. A capped one is left out or waits; else as the workspace says. */
  cap: z
    .object({
      count: z.number().int().min(1).max(100),
      per: duration,
      policy: z.enum(["workspace", "skip", "hold"]).default("workspace"),
    })
    .nullable()
    .default(null),
  /** A send that is overdue by more than this is skipped. */
  lateLimit: duration.default({ value: 24, unit: "hours" }),
});
export type FlowSettings = z.output<typeof flowSettings>;

/** A flow as drawn. Selection, viewport and measured sizes never enter it. */
export const flowDocument = z.object({
  schemaVersion: z.literal(1).default(1),
  steps: z.array(draftStep).max(300).default([]),
  edges: z.array(edge).max(1000).default([]),
  settings: flowSettings.prefault({}),
});
export type FlowDocument = z.output<typeof flowDocument>;

/** The document of a new flow. */
export function emptyDocument(): FlowDocument {
  return flowDocument.parse({});
}
