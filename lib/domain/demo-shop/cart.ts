import { PRODUCTS, productOf, SHIPPING, SHIPPING_ITEM, SHOP_CURRENCY } from "./products";

/** How many of which thing. */
export type CartLine = { sku: string; quantity: number };

const MOST = 20;

/** The cart with one more of a thing. */
export function addLine(cart: readonly CartLine[], sku: string): CartLine[] {
  const line = cart.find((candidate) => candidate.sku === sku);
  if (!line) return [...cart, { sku, quantity: 1 }];
  return setQuantity(cart, sku, line.quantity + 1);
}

/** The cart with so many of a thing; none takes it out. */
export function setQuantity(cart: readonly CartLine[], sku: string, quantity: number): CartLine[] {
  if (quantity <= 0) return cart.filter((line) => line.sku !== sku);
  return cart.map((line) => (line.sku === sku ? { sku, quantity: Math.min(quantity, MOST) } : line));
}

/** Euro cents, without and with the parcel. */
export function totalsOf(cart: readonly CartLine[]): { items: number; shipping: number; total: number } {
  const items = cart.reduce((sum, { sku, quantity }) => sum + (productOf(sku)?.price ?? 0) * quantity, 0);
  const shipping = cart.length > 0 ? SHIPPING : 0;
  return { items, shipping, total: items + shipping };
}

/** The cart as a text for an address: "teapot.1_mug.2". */
export function cartToText(cart: readonly CartLine[]): string {
  return cart.map(({ sku, quantity }) => `${sku}.${quantity}`).join("_");
}

/** Reads it back; what is not sold, or makes no sense, is left out. */
export function cartFromText(text: string): CartLine[] {
  const lines = text.split("_").flatMap((part): CartLine[] => {
    const [sku = "", count = ""] = part.split(".");
    const quantity = Math.min(Number.parseInt(count, 10) || 0, MOST);
    return productOf(sku) && quantity > 0 ? [{ sku, quantity }] : [];
  });
  return PRODUCTS.flatMap(({ sku }) => lines.find((line) => line.sku === sku) ?? []);
}

/** The lines as a shop sends them with its events. `baseUrl` is where the shop answers, without a path. */
export function eventItems(cart: readonly CartLine[], baseUrl: string) {
  return cart.flatMap(({ sku, quantity }) => {
    const product = productOf(sku);
    if (!product) return [];
    return [
      {
        sku,
        name: product.name,
        price: product.price,
        quantity,
        imageUrl: `${baseUrl}/demo-shop/pictures/${sku}`,
        url: `${baseUrl}/demo-shop#${sku}`,
      },
    ];
  });
}

/** The lines as the coupon API is told of them, the parcel among them. */
export function couponItems(cart: readonly CartLine[]) {
  const item = (sku: string, name: string, quantity: number, price: number) => ({
    source_id: sku,
    related_object: "product" as const,
    product: { name },
    quantity,
    price,
  });
  return [
    ...cart.flatMap(({ sku, quantity }) => {
      const product = productOf(sku);
      return product ? [item(sku, product.name, quantity, product.price)] : [];
    }),
    item(SHIPPING_ITEM, "Parcel", 1, totalsOf(cart).shipping),
  ];
}

/** Properties of itemAddedToCart for this cart; the cart's address brings it back on any device. */
export function cartProperties(cart: readonly CartLine[], baseUrl: string) {
  return {
    items: eventItems(cart, baseUrl),
    currency: SHOP_CURRENCY,
    total: totalsOf(cart).items,
    cartUrl: `${baseUrl}/demo-shop/cart?cart=${cartToText(cart)}`,
  };
}
