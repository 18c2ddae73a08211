import type { CompatOrder } from "@/lib/contracts/vouchers";
import type { AppliedDiscount, PricedOrder } from "@/lib/domain/coupon/apply-discount";
import { SHIPPING_PRODUCT } from "./discount-shape";

type Item = NonNullable<CompatOrder["items"]>[number];
type Applied = Extract<AppliedDiscount, { kind: "applied" }>;

/** The amounts of an order as sent; null when it says none. The amount of the order wins over the sum of its items. */
export function pricedOrder(order: CompatOrder | null): PricedOrder | null {
  if (!order) return null;
  const items = order.items ?? [];
  const amounts = items.map(amountOf);
  const sum = amounts.every((amount) => amount !== null) && amounts.length > 0 ? total(amounts) : null;
  const amount = order.amount ?? sum;
  if (amount === null) return null;
  const shippingAmount = Math.min(amount, total(items.filter(isShipping).map(amountOf)));
  return { amount, shippingAmount, currency: order.currency ?? null };
}

/** An order with what a discount does to it. */
export function orderShape(
  order: CompatOrder | null,
  priced: PricedOrder | null,
  applied: Applied | null,
  customerId: string | null,
): Record<string, unknown> | null {
  if (!order || !priced) return null;
  const shippingOff = total(
    applied?.effects.filter(({ type }) => type === "free_shipping").map(({ amount }) => amount) ?? [],
  );
  const orderOff = (applied?.discountAmount ?? 0) - shippingOff;
  let left = shippingOff;
  const items = (order.items ?? []).map((item) => {
    const amount = amountOf(item);
    const off = isShipping(item) ? Math.min(left, amount ?? 0) : 0;
    left -= off;
    return {
      ...item,
      object: "order_item",
      ...(amount === null ? {} : { amount, subtotal_amount: amount - off }),
      ...(off > 0 ? { discount_amount: off, applied_discount_amount: off } : {}),
    };
  });
  return {
    ...(order.source_id ? { source_id: order.source_id } : {}),
    amount: priced.amount,
    initial_amount: priced.amount,
    ...(shippingOff > 0
      ? { items_discount_amount: shippingOff, items_applied_discount_amount: shippingOff }
      : {}),
    discount_amount: orderOff,
    applied_discount_amount: orderOff,
    total_discount_amount: orderOff + shippingOff,
    total_applied_discount_amount: orderOff + shippingOff,
    total_amount: priced.amount - orderOff - shippingOff,
    items,
    metadata: order.metadata ?? {},
    customer_id: customerId,
    referrer_id: null,
    object: "order",
  };
}

function isShipping(item: Item): boolean {
  return (
    item.product_id === SHIPPING_PRODUCT.id ||
    item.source_id === SHIPPING_PRODUCT.source_id ||
    item.product?.id === SHIPPING_PRODUCT.id ||
    item.product?.source_id === SHIPPING_PRODUCT.source_id
  );
}

function amountOf(item: Item): number | null {
  if (item.amount != null) return item.amount;
  const price = item.price ?? item.product?.price ?? null;
  return price === null ? null : price * (item.quantity ?? 1);
}

function total(amounts: readonly (number | null)[]): number {
  return amounts.reduce<number>((sum, amount) => sum + (amount ?? 0), 0);
}
