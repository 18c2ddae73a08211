import { totalOf } from "@/lib/domain/event/total-of";
import { durationMs } from "@/lib/domain/time/duration";
import type { CompiledVersion } from "./compile";
import type { FlowEvent } from "./facts";
import type { ConversionRule, Run } from "./run";

export type Conversion = {
  rule: ConversionRule;
  stepId: string | null;
  revenue: number;
  currency: string | null;
  reason: string;
};

/**
 * Which part of a run earned an order: a code that it gave, else a click in it, else (if the flow says so) a delivered message,
 * else just the goal. The first that holds is stored (S2-27). Revenue is the event's `total`, in minor units.
 */
export function conversionOf(
  { run, version }: { run: Run; version: CompiledVersion },
  event: FlowEvent,
): Conversion {
  const revenue = totalOf(event.properties);
  const currency = typeof event.properties.currency === "string" ? event.properties.currency : null;
  const codes = codesOf(event.properties);
  const inWindow = event.occurredAt <= run.enteredAt + durationMs(version.settings.conversionWindow);
  const own = run.context.vouchers.find(({ code, redeemed }) => redeemed || codes.has(code.toUpperCase()));
  if (own)
    return {
      rule: "code",
      stepId: own.stepId,
      revenue,
      currency,
      reason: `Used the code ${own.code} of this run`,
    };
  if (inWindow && run.context.clicked)
    return {
      rule: "click",
      stepId: run.context.clicked,
      revenue,
      currency,
      reason: "Followed a link of this run",
    };
  if (inWindow && version.settings.countDelivered && run.context.delivered) {
    return {
      rule: "delivered",
      stepId: run.context.delivered,
      revenue,
      currency,
      reason: "Had a message of this run",
    };
  }
  return { rule: "goal", stepId: null, revenue, currency, reason: `${event.name} while in the flow` };
}

/** Coupon codes an order names, upper-cased: `couponCodes: ["A"]`, `vouchers: [{code}]`, `coupon` or `discountCode`. */
export function codesOf(properties: Record<string, unknown>): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (value: unknown) => {
    if (typeof value === "string" && value) found.add(value.toUpperCase());
    else if (value && typeof value === "object" && "code" in value) add((value as { code: unknown }).code);
  };
  for (const key of ["couponCodes", "vouchers", "coupon", "couponCode", "discountCode", "discountCodes"]) {
    const value = properties[key];
    if (Array.isArray(value)) value.forEach(add);
    else add(value);
  }
  return found;
}
