/** One thing a template can say about the customer, their cart or the moment. */
export type TemplateVariable = {
  /** As written between {{ and }} */
  path: string;
  label: string;
  group: "Customer" | "Cart" | "Coupon" | "Event" | "Shop" | "Message";
  /** Shown in the editor in place of the real value */
  example: string;
  /** Filter that makes it readable, without the bar */
  filter?: string;
  /** Said when it is empty */
  fallback?: string;
};

/** What the variable picker offers. Any other path below a known root can be typed by hand. */
export const TEMPLATE_VARIABLES: readonly TemplateVariable[] = [
  { path: "customer.firstName", label: "First name", group: "Customer", example: "Amira", fallback: "there" },
  { path: "customer.lastName", label: "Last name", group: "Customer", example: "Haddad" },
  { path: "customer.email", label: "E-mail address", group: "Customer", example: "amira@example.com" },
  { path: "customer.phone", label: "Phone number", group: "Customer", example: "+31201234567" },
  {
    path: "cart.total",
    label: "Cart total",
    group: "Cart",
    example: "€129.00",
    filter: "money: cart.currency",
  },
  { path: "cart.items.size", label: "Number of items", group: "Cart", example: "2" },
  { path: "cart.items[0].name", label: "Name of the first item", group: "Cart", example: "Linen shirt" },
  { path: "cart.url", label: "Link to the cart", group: "Cart", example: "https://shop.example.com/cart" },
  { path: "voucher.code", label: "Coupon code", group: "Coupon", example: "BACK-7K2M9Q" },
  {
    path: "voucher.discount",
    label: "Discount in words",
    group: "Coupon",
    example: "5% off and free shipping",
  },
  {
    path: "voucher.expiresAt",
    label: "Valid until",
    group: "Coupon",
    example: "14 May, 21:30",
    filter: 'date: "moment"',
  },
  {
    path: "voucher.link",
    label: "Link that applies the coupon",
    group: "Coupon",
    example: "https://shop.example.com/shop/?wsscd_code=BACK-7K2M9Q",
  },
  { path: "event.name", label: "Name of the event", group: "Event", example: "itemAddedToCart" },
  {
    path: "event.occurredAt",
    label: "Time of the event",
    group: "Event",
    example: "14 May, 09:30",
    filter: 'date: "moment"',
  },
  { path: "shop.name", label: "Shop name", group: "Shop", example: "Harbour Goods" },
  { path: "shop.url", label: "Shop address", group: "Shop", example: "https://shop.example.com" },
  { path: "unsubscribeUrl", label: "Unsubscribe link", group: "Message", example: "https://example.com/u/…" },
];

/**
 * The names a template may begin with, and what is known below each: a list of names, or "any" where the shop decides. Anything
 * else is a slip of the pen, and is refused before it prints nothing for everybody.
 */
export const VARIABLE_ROOTS: Readonly<Record<string, readonly string[] | "any">> = {
  customer: [
    "id",
    "externalId",
    "email",
    "phone",
    "firstName",
    "lastName",
    "locale",
    "timeZone",
    "attributes",
  ],
  event: ["name", "properties", "occurredAt"],
  cart: ["items", "total", "currency", "url"],
  vouchers: "any",
  voucher: ["id", "code", "campaignId", "campaignName", "discount", "expiresAt", "link"],
  flow: ["id", "name"],
  run: ["id"],
  step: ["id", "name"],
  shop: ["name", "url", "address", "logoUrl", "color"],
  now: [],
  unsubscribeUrl: [],
  marketing: [],
};

/** The Liquid that prints a variable: `{{ customer.firstName | default: "there" }}`. Quotes in the fallback are dropped. */
export function variableLiquid(path: string, fallback?: string | null): string {
  const known = TEMPLATE_VARIABLES.find((variable) => variable.path === path);
  const filters = [known?.filter, fallback ? `default: "${fallback.replaceAll(/["{}%]/g, "")}"` : ""].filter(
    Boolean,
  );
  return `{{ ${[path, ...filters].join(" | ")} }}`;
}
