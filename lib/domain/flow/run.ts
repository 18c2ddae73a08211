import type { Cart, GivenVoucher } from "@/lib/domain/message/context";

export type RunStatus = "active" | "completed" | "converted" | "exited" | "failed";

export const EXIT_REASONS = [
  "opted_out",
  "agent_conversation",
  "superseded",
  "order_not_attributed",
  "flow_stopped",
  "schedule_ended",
  "step_removed",
  /** The person was erased. */
  "erased",
  "custom",
] as const;
export type ExitReason = (typeof EXIT_REASONS)[number];

/** What a run carries with it. Kept small: it is written with the run. */
export type RunContext = {
  event: { id: number; name: string; properties: Record<string, unknown>; occurredAt: string };
  cart: Cart | null;
  vouchers: (GivenVoucher & { stepId: string; redeemed?: boolean })[];
  /** Step of the last message the customer clicked, or that was delivered, in this run. */
  clicked?: string;
  delivered?: string;
  /** The visit whose message was handed over, and when (epoch ms): its step waits whether it arrives. */
  awaiting?: { visit: number; at: number };
  /** The visit at which the run reached its goal: what it handed over until then is not to go out any more. */
  goalVisit?: number;
  /** It came to its end by itself though it is not `completed`: what it handed over on the way still goes out. */
  walked?: true;
  /** A message was left out while the run had a code in hand: should no other show it, the code goes back when the run is over. */
  withheld?: true;
  /** The visit whose wait began anew, and when (epoch ms). */
  restarted?: { visit: number; at: number };
  /** The visit at which a person is asked before a code is given, and what they said. Gone once the run goes on. */
  review?: {
    visit: number;
    /** Whoever approves has seen the discounts given lately: the cap does not refuse the code any more. */
    pastCap: boolean;
    decided?: { as: ReviewDecision; by: string };
  };
};

/** What a person says of an incentive that was held for them. */
export type ReviewDecision = "approved" | "refused";

/** One customer's passage through a flow version. Times in epoch ms. */
export type Run = {
  id: string;
  workspaceId: string;
  flowId: string;
  versionId: string;
  customerId: string;
  status: RunStatus;
  stepId: string;
  wakeAt: number | null;
  parkedWakeAt: number | null;
  stepEnteredAt: number;
  enteredAt: number;
  endedAt: number | null;
  endReason: string | null;
  triggerEventId: number;
  correlation: string;
  visit: number;
  context: RunContext;
  convertedAt: number | null;
  conversionRule: ConversionRule | null;
  /** Minor units */
  revenue: number | null;
  currency: string | null;
  postCompletion: boolean;
};

/** Why an order was counted for a run, strongest first. */
export type ConversionRule = "code" | "click" | "delivered" | "goal";

/** One thing that happened to a run, for the timeline and the counters. */
export type Transition = {
  /** The event on the log that caused it; absent when time or a person did. */
  by?: number;
} & (
  | { kind: "entered"; stepId: string; at: number }
  | { kind: "waiting"; stepId: string; at: number; until: number | null; reason: string }
  | { kind: "left"; stepId: string; at: number; port: string; to: string | null; reason: string }
  /** Something counted on a step beside its port: a message queued, a skip and why. */
  | {
      kind: "outcome";
      stepId: string;
      at: number;
      outcome: string;
      reason: string;
      data?: Record<string, unknown>;
    }
  | {
      kind: "converted";
      stepId: string;
      at: number;
      rule: ConversionRule;
      revenue: number;
      currency: string | null;
      reason: string;
      postCompletion: boolean;
    }
  /** A failed run was put back to where it stood. */
  | { kind: "retried"; stepId: string; at: number; reason: string }
  /** A launch brought the run to another version; `to` is the step there, which may be the same. */
  | { kind: "moved"; stepId: string; at: number; to: string; version: number; reason: string }
  | { kind: "ended"; stepId: string; at: number; status: Exclude<RunStatus, "active">; reason: string }
);
