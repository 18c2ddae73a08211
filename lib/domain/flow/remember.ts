import { MESSAGE_RESULT_EVENTS } from "@/lib/domain/message/sent-event";
import type { CompiledVersion } from "./compile";
import { cartOf, correlationOf, keyOf } from "./entry";
import type { FlowEvent } from "./facts";
import type { Passage } from "./interpreter";
import type { Run } from "./run";

/**
 * Keeps what later messages and attribution ask for: the cart as it is now, since a reminder lists all of its items (S4-15), and clicks,
 * deliveries and redemptions of this run.
 */
export function remember({ run, version }: Passage, event: FlowEvent): void {
  if (event.role === "cart" && run.context.cart) {
    const cart = cartOf(event);
    if (cart && isOfRun(version, event, run)) run.context = { ...run.context, cart };
  }
  const properties = event.properties as { runId?: string; stepId?: string; result?: string; code?: string };
  if (MESSAGE_RESULT_EVENTS.includes(event.name) && properties.runId === run.id && properties.stepId) {
    if (properties.result === "clicked") run.context = { ...run.context, clicked: properties.stepId };
    if (
      version.settings.countDelivered &&
      (properties.result === "sent" || properties.result === "delivered")
    )
      run.context = { ...run.context, delivered: properties.stepId };
  }
  if (
    event.name === "redemption.succeeded" &&
    run.context.vouchers.some(({ code }) => code === properties.code)
  ) {
    run.context = {
      ...run.context,
      vouchers: run.context.vouchers.map((voucher) =>
        voucher.code === properties.code ? { ...voucher, redeemed: true } : voucher,
      ),
    };
  }
}

/** Whether an event speaks of this run's cart. Of parallel runs without a key nobody knows, so each keeps its own. */
function isOfRun({ settings: { frequency } }: CompiledVersion, event: FlowEvent, run: Run): boolean {
  const correlation = correlationOf(frequency, event);
  if (frequency.whileActive !== "parallel") return correlation === run.correlation;
  return frequency.correlation !== "" && keyOf(correlation) === keyOf(run.correlation);
}
