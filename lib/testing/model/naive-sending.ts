import type { FlowDocument } from "@/lib/domain/flow/document";
import { durationMs } from "@/lib/domain/time/duration";
import { insideWindow, nextLocalTime } from "@/lib/domain/time/local";
import type { Held, Shopper, ShopRules } from "./naive-types";

/** A marketing message that somebody had, for the caps. */
export type Had = { channel: string; at: number };

/** Whether the customer said no to this channel or to this topic on it, or the shop asks for a yes that was never given. */
export function isUnwanted(
  channel: "email" | "sms",
  topic: unknown,
  { consent, refused }: Shopper,
  { consentPolicy }: ShopRules,
): boolean {
  if (refused.includes(`${channel}:${topic}`)) return true;
  return consent[channel] === "denied" || (consent[channel] === "unknown" && consentPolicy === "opt-in");
}

/** What the customer's night does with a message of a step that says so of its own, at this moment; null when it is day. */
export function heldByNight(
  zone: string,
  { quietHours, quietHoursPolicy }: ShopRules,
  own: unknown,
  now: number,
): Held | null {
  if (!quietHours || !insideWindow(now, quietHours, zone)) return null;
  if ((own === "workspace" ? quietHoursPolicy : own) === "skip") return { skip: "quiet_hours" };
  return { until: nextLocalTime(now, quietHours.until, null, zone), why: "quiet_hours" };
}

/** What the shop's cap on the channel and the flow's own do with one message more; null when both have room. */
export function heldByCaps(
  channel: "email" | "sms",
  had: readonly Had[],
  shop: ShopRules,
  { settings: { cap } }: FlowDocument,
  now: number,
): Held | null {
  const ofShop = shop.caps[channel];
  const full = [
    ...(ofShop
      ? [
          {
            ...roomIn(
              had.filter((one) => one.channel === channel),
              ofShop.count,
              ofShop.periodMs,
              now,
            ),
            policy: shop.capPolicy,
          },
        ]
      : []),
    ...(cap
      ? [
          {
            ...roomIn(had, cap.count, durationMs(cap.per), now),
            policy: cap.policy === "workspace" ? shop.capPolicy : cap.policy,
          },
        ]
      : []),
  ].filter(({ from }) => from > now);
  if (full.length === 0) return null;
  if (full.some(({ policy }) => policy === "skip")) return { skip: "capped" };
  return { until: Math.max(...full.map(({ from }) => from)), why: "capped" };
}

/** From when on there is room for one more in a period. */
function roomIn(had: readonly Had[], count: number, periodMs: number, now: number): { from: number } {
  const inside = had
    .map(({ at }) => at)
    .filter((at) => at > now - periodMs)
    .sort((a, b) => a - b);
  return { from: inside.length < count ? 0 : inside[inside.length - count]! + periodMs };
}
