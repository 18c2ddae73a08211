import { consentPart } from "@/lib/domain/customer/consent";
import { internalEventTitle } from "@/lib/domain/event/internal";
import {
  REVIEW_DECIDED_EVENT,
  type ReviewDecidedProperties,
  reviewWords,
} from "@/lib/domain/flow/review-decided";
import { MESSAGE_RESULT_EVENTS, type MessageResultProperties } from "@/lib/domain/message/sent-event";
import type { TimelineEntry } from "./entry";
import { moneyWords } from "./money-words";
import { outcomeReasonWords } from "./reason-words";

type Topics = Readonly<Record<string, string>>;

/** An event of the log. Times in epoch ms. */
export type LoggedEvent = {
  id: number;
  name: string;
  /** Title of its definition, when there is one. */
  title: string | null;
  properties: Record<string, unknown>;
  occurredAt: number;
  acceptedAt: number;
  source: string;
};

/**
 * An event in words: what was sent in stands as it came; reports of delivery become messages.
 * @param topics names of the workspace's topics by their keys
 */
export function describeEvent(event: LoggedEvent, topics: Topics = {}): TimelineEntry {
  const base = { id: `event:${event.id}`, at: new Date(event.acceptedAt).toISOString() };
  if (MESSAGE_RESULT_EVENTS.includes(event.name))
    return { ...base, ...messageResult(event.properties as Partial<MessageResultProperties>) };
  const late = event.acceptedAt - event.occurredAt;
  return {
    ...base,
    kind: "event",
    title: titleOf(event),
    ...reasonOf(event, topics),
    eventName: event.name,
    facts: {
      source: event.source,
      properties: event.properties,
      // An event that arrives long after it happened decides by when it happened.
      ...(late > 60_000 ? { occurredAt: new Date(event.occurredAt).toISOString() } : {}),
    },
  };
}

const RESULTS: Record<string, string> = {
  sent: "was sent",
  skipped: "was not sent",
  failed: "could not be sent",
  unknown: "may or may not have been sent",
  delivered: "was delivered",
  bounced: "bounced",
  opened: "was opened",
  clicked: "was clicked",
};

function messageResult(properties: Partial<MessageResultProperties>): Omit<TimelineEntry, "id" | "at"> {
  const { messageId, runId, flowId, stepId, channel = "email", result = "unknown", reason } = properties;
  const what = channel === "sms" ? "SMS" : channel === "webhook" ? "Webhook" : "E-mail";
  return {
    kind: "message",
    title: `${what} ${RESULTS[result] ?? result}`,
    ...(reason ? { reason: sentence(outcomeReasonWords(reason)) } : {}),
    ...(messageId ? { messageId } : {}),
    ...(runId ? { runId } : {}),
    ...(flowId ? { flowId } : {}),
    ...(stepId ? { stepId } : {}),
    facts: { result, channel },
  };
}

const OWN_TITLES: Record<string, string> = {
  "run.skip_wait": "A wait was skipped by hand",
  [REVIEW_DECIDED_EVENT]: "A held discount was decided",
};

function titleOf(event: LoggedEvent): string {
  return OWN_TITLES[event.name] ?? internalEventTitle(event.name) ?? event.name;
}

function reasonOf({ name, properties, title }: LoggedEvent, topics: Topics): { reason?: string } {
  if (name === "run.skip_wait")
    return typeof properties.by === "string" ? { reason: `By ${properties.by}` } : {};
  if (name === REVIEW_DECIDED_EVENT) {
    const { decision, by, note } = properties as ReviewDecidedProperties;
    return { reason: reviewWords(decision, by, note) };
  }
  if (name === "customer.updated" && Array.isArray(properties.changed) && properties.changed.length > 0)
    return { reason: changeWords(properties.changed.map(String), properties.consent, topics) };
  const parts = [title && title !== name ? title : "", itemsWords(properties), totalWords(properties)].filter(
    Boolean,
  );
  return parts.length > 0 ? { reason: parts.join(" · ") } : {};
}

/** "Opted out of Newsletter by e-mail · Changed phone" */
function changeWords(changed: readonly string[], consent: unknown, topics: Topics): string {
  const said = Object.entries((consent ?? {}) as Record<string, unknown>).flatMap(([key, state]) => {
    const part = consentPart(key);
    if (!part || !changed.includes(`consent.${key}`)) return [];
    const channel = part.channel === "email" ? "e-mail" : "SMS";
    const what = part.topic === null ? channel : `${topics[part.topic] ?? part.topic} by ${channel}`;
    return [{ key, words: `${state === "denied" ? "Opted out of" : "Agreed to"} ${what}` }];
  });
  const others = changed.filter((field) => !said.some(({ key }) => field === `consent.${key}`));
  return [...said.map(({ words }) => words), others.length > 0 ? `Changed ${others.join(", ")}` : ""]
    .filter(Boolean)
    .join(" · ");
}

function itemsWords({ items }: Record<string, unknown>): string {
  if (!Array.isArray(items) || items.length === 0) return "";
  const names = items.flatMap((item: unknown) => {
    const { name, quantity } = (item ?? {}) as { name?: unknown; quantity?: unknown };
    if (typeof name !== "string") return [];
    return [typeof quantity === "number" && quantity > 1 ? `${quantity} × ${name}` : name];
  });
  const more = names.length - 3;
  return names.slice(0, 3).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

function totalWords({ total, currency }: Record<string, unknown>): string {
  return typeof total === "number" ? moneyWords(total, typeof currency === "string" ? currency : null) : "";
}

function sentence(clause: string): string {
  return clause.charAt(0).toUpperCase() + clause.slice(1);
}
