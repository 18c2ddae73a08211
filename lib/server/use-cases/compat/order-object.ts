import { publicId } from "@/lib/server/compat/ids";
import type { orderOf } from "@/lib/server/db/orders/order-row";

/** An order as an object of its own, as the compatible API shows it. */
export function orderObject(order: ReturnType<typeof orderOf>): Record<string, unknown> {
  const customer = order.customerId === null ? null : publicId("cust", order.customerId);
  return {
    id: publicId("ord", order.id),
    source_id: order.sourceId,
    status: order.status,
    amount: order.amount,
    initial_amount: order.amount,
    discount_amount: order.discountAmount,
    total_discount_amount: order.discountAmount,
    total_amount: order.totalAmount,
    currency: order.currency,
    items: order.items,
    metadata: order.metadata,
    customer_id: customer,
    customer: customer && { id: customer, object: "customer" },
    referrer_id: null,
    created_at: order.createdAt,
    updated_at: order.updatedAt,
    object: "order",
  };
}
