import { z } from "zod";
import { None } from "@/components/coupons/none";
import { Money } from "@/components/ui/money";
import { Table, Td, Th } from "@/components/ui/table";
import type { OrderDetail } from "@/lib/client/queries/orders";

const text = z.string().nullish().catch(null);
const number = z.number().nullish().catch(null);
/** What of an item is shown; shops send more, and name things differently. */
const item = z.looseObject({
  name: text,
  product: z.looseObject({ name: text }).nullish().catch(null),
  source_id: text,
  product_id: text,
  sku_id: text,
  quantity: number,
  price: number,
  amount: number,
});

/** The items of an order. */
export function OrderItems({ items, currency }: { items: OrderDetail["items"]; currency: string }) {
  if (items.length === 0)
    return <p className="text-muted text-sm">The shop sent no items with this order.</p>;
  const money = (minor: number | null | undefined) =>
    minor == null ? <None /> : <Money minor={minor} currency={currency} />;
  return (
    <Table aria-label="Items">
      <thead>
        <tr>
          <Th>Item</Th>
          <Th numeric>Quantity</Th>
          <Th numeric>Price</Th>
          <Th numeric>Amount</Th>
        </tr>
      </thead>
      <tbody>
        {items.map((raw, index) => {
          const { name, product, source_id, product_id, sku_id, quantity, price, amount } = item.parse(raw);
          const shown = name ?? product?.name ?? source_id ?? sku_id ?? product_id;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no id and never change
            <tr key={index}>
              <Td dir="auto">{shown ?? <None />}</Td>
              <Td numeric>{quantity ?? <None />}</Td>
              <Td numeric>{money(price)}</Td>
              <Td numeric>{money(amount ?? (price != null ? price * (quantity ?? 1) : null))}</Td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
