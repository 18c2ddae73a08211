import type { Template } from "liquidjs";
import { applyLink } from "@/lib/domain/coupon/apply-link";
import type { MessageContext } from "@/lib/domain/message/context";
import type { TemplateSource } from "@/lib/domain/message/template";
import { type LiquidTarget, parseLiquid, renderLiquid } from "./liquid";
import type { LiquidLocale } from "./liquid-locale";

/** What a message says beside its context. `currency`: the workspace's. */
export type RenderSettings = {
  shop: { name: string; url: string; address: string; logoUrl: string; color: string };
  /** Where a code is applied by itself, and the parameter it goes into; "" for none. */
  coupons: { url: string; parameter: string };
  currency: string;
  marketing: boolean;
  unsubscribeUrl: string;
};

/** A message in full, links as its author wrote them. */
export type Rendered = { subject: string; html: string; text: string };

/** Renders the Liquid sources of a template for one customer. `key`: names an immutable version, whose parsed form is kept. @throws liquidjs' errors */
export function renderSource(
  source: TemplateSource,
  context: MessageContext,
  settings: RenderSettings,
  key?: string,
): Rendered {
  const data = liquidData(context, settings);
  const locale: LiquidLocale = {
    locale: source.language || context.customer.locale,
    timeZone: context.customer.timeZone,
    currency: settings.currency,
  };
  const part = (target: LiquidTarget, field: "subject" | "html" | "text") =>
    // A text without Liquid says the same to everybody.
    LIQUID.test(source[field])
      ? renderLiquid(target, parsed(key, field, target, source[field]), data, locale)
      : source[field];
  return {
    subject: part("header", "subject").replace(/\s+/g, " ").trim(),
    html: part("html", "html"),
    // The spaces that languages put into amounts are no GSM-7 letters: one would halve the room in an SMS.
    text: part("text", "text")
      .replace(/[\u00a0\u202f]/g, " ")
      .replace(/\n{3,}/g, "\n\n")
      .trim(),
  };
}

/** The data a template sees: the stored context, the newest code as `voucher`, and the shop. */
export function liquidData(context: MessageContext, settings: RenderSettings): Record<string, unknown> {
  const { url, parameter } = settings.coupons;
  const vouchers = context.vouchers.map((voucher) => ({
    ...voucher,
    link: applyLink(url, parameter, voucher.code),
  }));
  return {
    customer: context.customer,
    event: context.event,
    cart: context.cart,
    flow: context.flow,
    run: context.run,
    step: context.step,
    now: context.now,
    vouchers,
    voucher: vouchers[0] ?? null,
    shop: settings.shop,
    marketing: settings.marketing,
    unsubscribeUrl: settings.unsubscribeUrl,
  };
}

const LIQUID = /\{[{%]/;
const KEPT = 300;
const cache = new Map<string, Template[]>();

function parsed(key: string | undefined, field: string, target: LiquidTarget, source: string): Template[] {
  if (!key) return parseLiquid(target, source);
  const name = `${key}:${field}`;
  const found = cache.get(name);
  if (found) return found;
  const template = parseLiquid(target, source);
  if (cache.size >= KEPT) cache.delete(cache.keys().next().value ?? "");
  cache.set(name, template);
  return template;
}
