import type { CartLine } from "@/lib/domain/demo-shop/cart";
import { productOf } from "@/lib/domain/demo-shop/products";
import { DomainError } from "@/lib/domain/errors";

/** The basket, when everything in it is sold here. @throws DomainError invalid_input */
export function soldOnly(cart: readonly CartLine[]): readonly CartLine[] {
  const unknown = cart.findIndex(({ sku }) => !productOf(sku));
  if (unknown < 0) return cart;
  throw new DomainError("invalid_input", `The shop does not sell "${cart[unknown]!.sku}".`, {
    issues: [{ path: `cart[${unknown}].sku`, message: "not sold here", fix: "Take it out of the basket." }],
  });
}
