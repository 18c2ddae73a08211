/** One line of a cart. Money in minor units of the cart's currency. */
export type CartItem = {
  sku: string;
  name: string;
  price: number;
  quantity: number;
  imageUrl?: string;
  url?: string;
};

/** What a run carries of the cart that started it. */
export type Cart = { items: CartItem[]; total: number; currency: string; url?: string };

/** A code that was given to the run's customer. */
export type GivenVoucher = {
  id: string;
  code: string;
  campaignId: string;
  campaignName: string;
  /** The discount in words: "5% off and free shipping". */
  discount: string;
  /** ISO; null never expires */
  expiresAt: string | null;
  /** Whether that moment is the same whenever the code was given. */
  fixedEnd?: boolean;
};

/**
 * All that a template may say, kept on the message row: the message renders again to the same text for as long as it is kept.
 * In Liquid: {{ customer.firstName }}, {% for item in cart.items %}, {{ vouchers[0].code }}, {{ event.properties.x }}.
 */
export type MessageContext = {
  customer: {
    id: string;
    externalId: string | null;
    email: string | null;
    phone: string | null;
    firstName: string | null;
    lastName: string | null;
    locale: string | null;
    /** IANA */
    timeZone: string;
    attributes: Record<string, unknown>;
  };
  event: { name: string; properties: Record<string, unknown>; occurredAt: string };
  cart: Cart | null;
  vouchers: GivenVoucher[];
  flow: { id: string; name: string };
  run: { id: string };
  step: { id: string; name: string };
  /** ISO, the moment of the decision to send */
  now: string;
};
