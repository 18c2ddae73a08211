import type { FlowDocument } from "@/lib/domain/flow/document";
import type { ReviewDecision } from "@/lib/domain/flow/run";
import type { WorkspaceSettings } from "@/lib/domain/workspace/settings";

/** What the naive engine is told: the words of the product, with nothing of how the real engine keeps them. Moments in epoch ms. */

export type Shopper = {
  id: string;
  /** IANA; null takes the shop's */
  zone: string | null;
  email: boolean;
  phone: boolean;
  consent: { email: Consent; sms: Consent };
  /** Topics they said no to on a channel, as "sms:news". */
  refused: readonly string[];
  agent: boolean;
  /** A day on their profile, "2026-03-29". */
  renewal: string | null;
};
export type Consent = "granted" | "denied" | "unknown";

export type NaiveEvent = {
  id: number;
  name: string;
  total: number;
  at: number;
  cartId: string;
  /** The run whose codes an order names. */
  codeOf: string | null;
  /** What an event tells of a message. */
  report: { runId: string; stepId: string; result: string; reason: string | null } | null;
  /** What a person decided about a held discount. */
  decision?: { runId: string; visit: number; as: ReviewDecision };
};

/** A code that a run was given. */
export type NaiveGift = { runId: string; recovery: boolean; at: number; takenBack: boolean };

export type NaiveRun = {
  id: string;
  /** The drawing it goes by. */
  document: FlowDocument;
  status: "active" | "completed" | "converted" | "exited" | "failed";
  reason: string | null;
  step: string;
  visit: number;
  arrivedAt: number;
  enteredAt: number;
  wakeAt: number | null;
  trigger: NaiveEvent;
  /** What tells it from the customer's other runs. */
  key: string;
  parallel: boolean;
  cartTotal: number;
  /** When its wait began anew. */
  restartedAt: number | null;
  /** When the message was handed over that it waits for. */
  awaiting: number | null;
  /** When it was last to move, as the event or timer that moves it says. */
  dueAt: number;
  /** A person was asked at this visit, and what they said. */
  review: { pastCap: boolean; decided: ReviewDecision | null } | null;
  /** The visit at which the goal was reached. */
  goalVisit: number | null;
  /** It came to its end by itself. */
  walked: boolean;
  /** A message was left out while it had a code. */
  withheld: boolean;
  clicked: boolean;
  delivered: boolean;
  revenue: number | null;
  rule: string | null;
  postCompletion: boolean;
  codes: NaiveGift[];
  /** Every step visited, in order. */
  path: string[];
};

export type NaiveMessage = {
  id: string;
  run: NaiveRun;
  document: FlowDocument;
  stepId: string;
  visit: number;
  channel: "email" | "sms";
  marketing: boolean;
  topic: string | null;
  /** What its step does at night. */
  quietHours: unknown;
  codes: NaiveGift[];
  createdAt: number;
  sendBefore: number;
  status: "queued" | "sent" | "delivered" | "skipped" | "failed" | "unknown";
  reason: string | null;
  attempts: number;
  dueAt: number;
  sentAt: number | null;
  clicked: boolean;
};

export type ShopRules = Pick<
  WorkspaceSettings,
  "caps" | "capPolicy" | "quietHours" | "quietHoursPolicy" | "consentPolicy" | "recoveryDiscountDays"
> & { zone: string; recoveryCampaignId: string };

/** How a message may be kept from a customer: by a cap, or by the hour of the day. */
export type Held = { skip: string } | { until: number; why: string };
