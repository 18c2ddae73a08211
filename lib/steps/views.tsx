import type { ComponentType } from "react";
import type { StepCardView } from "@/components/canvas/step-card-view";
import type { StepFormProps } from "@/components/inspector/step-form-props";
import { card as branchCard } from "./branch/card";
import { BranchForm } from "./branch/form";
import { card as callWebhookCard } from "./call-webhook/card";
import { CallWebhookForm } from "./call-webhook/form";
import { card as eventTriggerCard } from "./event-trigger/card";
import { EventTriggerForm } from "./event-trigger/form";
import { card as exitCard } from "./exit/card";
import { ExitForm } from "./exit/form";
import { card as goalCard } from "./goal/card";
import { GoalForm } from "./goal/form";
import { card as issueCouponCard } from "./issue-coupon/card";
import { IssueCouponForm } from "./issue-coupon/form";
import type { StepType } from "./registry";
import { card as sendEmailCard } from "./send-email/card";
import { SendEmailForm } from "./send-email/form";
import { card as sendSmsCard } from "./send-sms/card";
import { SendSmsForm } from "./send-sms/form";
import { card as splitCard } from "./split/card";
import { SplitForm } from "./split/form";
import { card as updateCustomerCard } from "./update-customer/card";
import { UpdateCustomerForm } from "./update-customer/form";
import { card as waitCard } from "./wait/card";
import { WaitForm } from "./wait/form";
import { card as waitForEventCard } from "./wait-for-event/card";
import { WaitForEventForm } from "./wait-for-event/form";

/** What a step looks like, and how it is set. */
export type StepView = { card: StepCardView; Form: ComponentType<StepFormProps> };

/** The one list of the steps' faces. A step of the registry that is missing here fails the type checker. */
const VIEWS: Record<StepType, StepView> = {
  "event-trigger": { card: eventTriggerCard, Form: EventTriggerForm },
  wait: { card: waitCard, Form: WaitForm },
  "wait-for-event": { card: waitForEventCard, Form: WaitForEventForm },
  goal: { card: goalCard, Form: GoalForm },
  branch: { card: branchCard, Form: BranchForm },
  split: { card: splitCard, Form: SplitForm },
  "send-email": { card: sendEmailCard, Form: SendEmailForm },
  "send-sms": { card: sendSmsCard, Form: SendSmsForm },
  "issue-coupon": { card: issueCouponCard, Form: IssueCouponForm },
  "update-customer": { card: updateCustomerCard, Form: UpdateCustomerForm },
  "call-webhook": { card: callWebhookCard, Form: CallWebhookForm },
  exit: { card: exitCard, Form: ExitForm },
};

/** The face of a step type; null for a type this version does not know. */
export function viewOf(type: string): StepView | null {
  return Object.hasOwn(VIEWS, type) ? VIEWS[type as StepType] : null;
}
