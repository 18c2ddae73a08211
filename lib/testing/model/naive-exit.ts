import type { DraftStep } from "@/lib/domain/flow/document";
import type { NaiveEvent, NaiveRun, Shopper } from "./naive-types";

/** Why an event ends a run before its end; null when it does not. */
export function exitOf(run: NaiveRun, event: NaiveEvent, shopper: Shopper): string | null {
  const { settings, steps } = run.document;
  if (event.name === "customer.updated") {
    const sending = steps.filter(({ type }) => type.startsWith("send-"));
    const isDenied = ({ type, config }: DraftStep) => {
      const channel = type === "send-email" ? "email" : "sms";
      const refused = !config.transactional && shopper.refused.includes(`${channel}:${config.topic}`);
      return refused || shopper.consent[channel] === "denied";
    };
    const open = sending.filter(
      (step) => !isDenied(step) && (step.type === "send-email" ? shopper.email : shopper.phone),
    );
    if (settings.exitOnOptOut && sending.some(isDenied) && open.length === 0) return "opted_out";
    if (settings.exitOnAgentConversation && shopper.agent) return "agent_conversation";
  }
  return settings.exits.some(({ eventName }) => eventName === event.name) ? "custom" : null;
}
