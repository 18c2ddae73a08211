import type { StepDefinition } from "@/lib/domain/flow/step-definition";
import { branch } from "./branch/step";
import { callWebhook } from "./call-webhook/step";
import { eventTrigger } from "./event-trigger/step";
import { exit } from "./exit/step";
import { goal } from "./goal/step";
import { issueCoupon } from "./issue-coupon/step";
import { sendEmail } from "./send-email/step";
import { sendSms } from "./send-sms/step";
import { split } from "./split/step";
import { updateCustomer } from "./update-customer/step";
import { wait } from "./wait/step";
import { waitForEvent } from "./wait-for-event/step";

/** The one list of steps, in the palette's order. Its faces are listed in views.tsx. */
export const STEPS = {
  "event-trigger": eventTrigger,
  wait,
  "wait-for-event": waitForEvent,
  goal,
  branch,
  split,
  "send-email": sendEmail,
  "send-sms": sendSms,
  "issue-coupon": issueCoupon,
  "update-customer": updateCustomer,
  "call-webhook": callWebhook,
  exit,
} as const satisfies Record<string, unknown>;

export type StepType = keyof typeof STEPS;

/** The definition of a step type; null for a type this version does not know. */
export function stepOf(type: string): StepDefinition | null {
  return Object.hasOwn(STEPS, type) ? (STEPS[type as StepType] as unknown as StepDefinition) : null;
}
