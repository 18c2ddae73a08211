import { z } from "zod";
import type { Issue } from "@/lib/domain/errors";
import { nearestName } from "@/lib/domain/event/nearest-name";

export const CONSENT_CHANNELS = ["email", "sms"] as const;
export type ConsentChannel = (typeof CONSENT_CHANNELS)[number];

/** What somebody said; `at` is an ISO moment, `source` who told us. */
export type Said = { state: "granted" | "denied"; at?: string; source?: string };

/** What a topic is called in consent, flows and calls; it stays when the topic gets another name. */
export const topicKey = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9_-]{0,39}$/,
    "A topic's key has small letters, digits, _ and -, at most 40 of them, and starts with a letter or digit.",
  );

const CONSENT_KEY = /^(email|sms)(?::([a-z0-9][a-z0-9_-]{0,39}))?$/;

/** Under which name consent keeps what was said of a channel, "email", or of a topic on it, "email:newsletter". */
export function consentKey(channel: ConsentChannel, topic: string | null): string {
  return topic === null ? channel : `${channel}:${topic}`;
}

/** The channel and topic that a consent's name stands for; null when it is no such name. */
export function consentPart(key: string): { channel: ConsentChannel; topic: string | null } | null {
  const match = CONSENT_KEY.exec(key);
  return match ? { channel: match[1] as ConsentChannel, topic: match[2] ?? null } : null;
}

/**
 * What a customer's consent comes to for a topic on a channel, or for the channel alone: whoever said no to the channel said no to all of it, and a
 * no to the topic is a no to that alone. Nobody says yes by a topic: it is the channel's yes that counts, and a topic's yes takes back its no.
 */
export function consentTo(
  consent: Readonly<Record<string, { state?: string } | undefined>>,
  channel: ConsentChannel,
  topic: string | null,
): "granted" | "denied" | "unknown" {
  const state = consent[channel]?.state;
  if (state === "denied" || refusesTopic(consent, channel, topic)) return "denied";
  return state === "granted" ? "granted" : "unknown";
}

/** Whether they said no to this topic itself, whatever they said of its channel. */
export function refusesTopic(
  consent: Readonly<Record<string, { state?: string } | undefined>>,
  channel: ConsentChannel,
  topic: string | null,
): boolean {
  return topic !== null && consent[consentKey(channel, topic)]?.state === "denied";
}

/**
 * Consent as conditions look at it: by channel, and by those topics on it whose answer is not their channel's. A topic that is not here has its
 * channel's answer.
 */
export function consentScope(
  consent: Readonly<Record<string, { state?: string } | undefined>>,
): Record<string, string> {
  const scope: Record<string, string> = {
    email: consent.email?.state ?? "unknown",
    sms: consent.sms?.state ?? "unknown",
  };
  for (const key in consent) if (key.includes(":") && consent[key]?.state === "denied") scope[key] = "denied";
  return scope;
}

/**
 * A problem for each topic in consent that the workspace does not have.
 * @param topics names of its topics by their keys
 * @param path where in the input the consent stands
 */
export function unknownTopics(
  consent: Readonly<Record<string, unknown>> | undefined,
  topics: Readonly<Record<string, string>>,
  path: string,
): Issue[] {
  return Object.keys(consent ?? {}).flatMap((key) => {
    const topic = consentPart(key)?.topic ?? null;
    if (topic === null || Object.hasOwn(topics, topic)) return [];
    const near = nearestName(topic, Object.keys(topics));
    return [
      {
        path: `${path}.${key}`,
        message: `There is no topic "${topic}".`,
        fix: near ? `Did you mean "${near}"?` : "Make it under Settings, Topics, or leave it out.",
      },
    ];
  });
}

/** The states of these parts of consent, as events tell them. */
export function consentStates(
  consent: Readonly<Record<string, Said | undefined>>,
  keys: readonly string[],
): Record<string, "granted" | "denied"> {
  const states: Record<string, "granted" | "denied"> = {};
  for (const key of keys) {
    const said = consent[key];
    if (said) states[key] = said.state;
  }
  return states;
}
