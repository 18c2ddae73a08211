import type { CompatOrder } from "@/lib/contracts/vouchers";
import type { PricedLine, PricedOrder } from "@/lib/domain/coupon/priced-order";
import type { DiscountParts } from "@/lib/domain/coupon/remaining-order";
import { SHIPPING_PRODUCT } from "./discount-shape";

type Item = NonNullable<CompatOrder["items"]>[number];

/** The amounts of an order as sent; null when it says none. The amount of the order wins over the sum of its items. */
export function pricedOrder(order: CompatOrder | null): PricedOrder | null {
  if (!order) return null;
  const items = order.items ?? [];
  const amounts = items.map(amountOf);
  const sum = amounts.every((amount) => amount !== null) && amounts.length > 0 ? total(amounts) : null;
  const amount = order.amount ?? sum;
  if (amount === null) return null;
  const shippingAmount = Math.min(amount, total(items.filter(isShipping).map(amountOf)));
  return { amount, shippingAmount, currency: order.currency ?? null, lines: items.map(lineOf) };
}

/**
 * An order with what discounts do to it.
 * @param before what earlier discounts of the stack took
 * @param parts what this one takes; for the stack as a whole, all of it, with nothing before
 */
export function orderShape(
  order: CompatOrder | null,
  priced: PricedOrder | null,
  before: DiscountParts,
  parts: DiscountParts,
  customerId: string | null,
): Record<string, unknown> | null {
  if (!order || !priced) return null;
  const orderOff = before.order + parts.order;
  const added = [...before.added, ...parts.added];
  const addedAmount = total(added.map(({ amount }) => amount));
  const ownItems = total(parts.lines) + total(parts.added.map(({ amount }) => amount));
  const itemsOff = total(before.lines) + total(parts.lines) + addedAmount;
  const items = (order.items ?? []).map((item, index) => {
    const amount = amountOf(item);
    const off = (before.lines[index] ?? 0) + (parts.lines[index] ?? 0);
    const own = parts.lines[index] ?? 0;
    return {
      ...item,
      object: "order_item",
      ...(amount === null ? {} : { amount, subtotal_amount: amount - off }),
      ...(off > 0 ? { discount_amount: off, applied_discount_amount: own } : {}),
    };
  });
  const extra = added.map(({ product, quantity, amount }) => ({
    object: "order_item",
    product_id: product,
    quantity,
    initial_quantity: 0,
    discount_quantity: quantity,
    amount,
    price: quantity > 0 ? Math.floor(amount / quantity) : 0,
    discount_amount: amount,
    applied_discount_amount: amount,
    subtotal_amount: 0,
  }));
  return {
    ...(order.source_id ? { source_id: order.source_id } : {}),
    amount: priced.amount + addedAmount,
    initial_amount: priced.amount,
    ...(itemsOff > 0 ? { items_discount_amount: itemsOff, items_applied_discount_amount: ownItems } : {}),
    discount_amount: orderOff,
    applied_discount_amount: parts.order,
    total_discount_amount: orderOff + itemsOff,
    total_applied_discount_amount: parts.order + ownItems,
    total_amount: priced.amount + addedAmount - orderOff - itemsOff,
    items: [...items, ...extra],
    metadata: order.metadata ?? {},
    customer_id: customerId,
    referrer_id: null,
    object: "order",
  };
}

function lineOf(item: Item): PricedLine {
  const names = [
    item.product_id,
    item.sku_id,
    item.source_id,
    item.product?.id,
    item.product?.source_id,
    item.sku?.id,
    item.sku?.source_id,
  ].filter((name): name is string => typeof name === "string" && name !== "");
  const metadata = item.metadata ?? {};
  const quantity = item.quantity ?? 1;
  return {
    names: [...new Set(names)],
    quantity,
    amount: amountOf(item) ?? 0,
    priceWhenAdded: item.price_when_added ?? wholeNumber(metadata.price_when_added),
    shipping: isShipping(item),
    metadata,
  };
}

function wholeNumber(value: unknown): number | null {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : null;
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
  const price = item.price ?? item.sku?.price ?? item.product?.price ?? null;
  return price === null ? null : price * (item.quantity ?? 1);
}

function total(amounts: readonly (number | null)[]): number {
  return amounts.reduce<number>((sum, amount) => sum + (amount ?? 0), 0);
}
