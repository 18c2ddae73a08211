import { SHOP_CURRENCY } from "@/lib/domain/demo-shop/products";
import { formatMoney } from "@/lib/utils/format-money";

/** Euro cents as the shop writes them. */
export function price(cents: number): string {
  return formatMoney(cents, SHOP_CURRENCY);
}
