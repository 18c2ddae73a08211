/** A thing that the demo shop sells. `price` in euro cents. */
export type Product = { sku: string; name: string; blurb: string; price: number };

/** Everything is priced in this currency. */
export const SHOP_CURRENCY = "EUR";

/** The name of the parcel among the items of an order, as the coupon API knows it. */
export const SHIPPING_ITEM = "5h1pp1ng";

/** Sending a parcel, euro cents. */
export const SHIPPING = 490;

/** The whole range. */
export const PRODUCTS: readonly Product[] = [
  { sku: "teapot", name: "Round-Belly Teapot", blurb: "Pours for six, drips for nobody.", price: 4900 },
  { sku: "kettle", name: "Whistling Kettle", blurb: "Two notes, a third apart.", price: 6500 },
  { sku: "mug", name: "Two-Finger Mug", blurb: "A handle that fits your hand.", price: 1800 },
  { sku: "cake-stand", name: "Sunday Cake Stand", blurb: "Lifts any cake to the occasion.", price: 3900 },
  { sku: "honey-jar", name: "Honey Jar & Dipper", blurb: "For toast, and for tea.", price: 2400 },
  { sku: "tea-tin", name: "Tin of Smoked Tea", blurb: "125 g, leaf, a little campfire.", price: 1400 },
  { sku: "tray", name: "Oak Tray", blurb: "Carries breakfast up the stairs.", price: 3200 },
  { sku: "cosy", name: "Felt Tea Cosy", blurb: "Keeps a pot warm for an hour.", price: 2700 },
];

/** A product by its sku; null for one that is not sold. */
export function productOf(sku: string): Product | null {
  return PRODUCTS.find((product) => product.sku === sku) ?? null;
}
