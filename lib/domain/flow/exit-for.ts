import { holds } from "@/lib/domain/condition/evaluate";
import { consentTo } from "@/lib/domain/customer/consent";
import type { FlowEvent } from "./facts";
import type { Passage } from "./interpreter";
import type { ExitReason } from "./run";
import { scopeOf } from "./scope";

/** Why this event takes the customer out of the flow; null when it does not. */
export function exitFor(passage: Passage, event: FlowEvent): ExitReason | null {
  const { customer, version } = passage;
  const { settings } = version;
  if (settings.exitOnOptOut && event.name === "customer.updated") {
    let denied = false;
    let open = false;
    for (const { channel, topic } of version.ways) {
      if (consentTo(customer.consent, channel, topic) === "denied") denied = true;
      // Whoever said no to one channel or topic may still be sent another, if they can be reached by it at all.
      else if ((channel === "email" ? customer.email : customer.phone) !== null) open = true;
    }
    if (denied && !open) return "opted_out";
  }
  if (settings.exitOnAgentConversation && customer.agentConversation && event.name === "customer.updated")
    return "agent_conversation";
  if (
    settings.exits.some(
      (rule) => rule.eventName === event.name && holds(rule.filter, scopeOf(passage, event)),
    )
  )
    return "custom";
  return null;
}
