import type { MessageContext } from "./context";

/** A made-up customer with a cart and a code, for previews before there is a real one. */
export function sampleContext(
  options: { currency?: string; timeZone?: string; now?: string } = {},
): MessageContext {
  const { currency = "EUR", timeZone = "UTC", now = "2026-05-14T09:30:00.000Z" } = options;
  const items = [
    {
      sku: "LS-01",
      name: "Linen shirt",
      price: 4500,
      quantity: 2,
      url: "https://shop.example.com/linen-shirt",
    },
    {
      sku: "CT-07",
      name: "Canvas tote",
      price: 3900,
      quantity: 1,
      url: "https://shop.example.com/canvas-tote",
    },
  ];
  return {
    customer: {
      id: "00000000-0000-7000-8000-000000000000",
      externalId: "sample-customer",
      email: "amira@example.com",
      phone: "+31201234567",
      firstName: "Amira",
      lastName: "Haddad",
      locale: "en",
      timeZone,
      attributes: {},
    },
    event: { name: "itemAddedToCart", properties: { items, total: 12_900, currency }, occurredAt: now },
    cart: { items, total: 12_900, currency, url: "https://shop.example.com/cart" },
    vouchers: [
      {
        id: "00000000-0000-7000-8000-000000000001",
        code: TEST_CODE,
        campaignId: "00000000-0000-7000-8000-000000000002",
        campaignName: "Sample",
        discount: "5% off and free shipping",
        expiresAt: new Date(Date.parse(now) + 12 * 3_600_000).toISOString(),
      },
    ],
    flow: { id: "00000000-0000-7000-8000-000000000003", name: "Sample flow" },
    run: { id: "00000000-0000-7000-8000-000000000004" },
    step: { id: "sample", name: "Sample" },
    now,
  };
}

/** Stands where a code will be in previews and test sends, which never take one. */
export const TEST_CODE = "TEST-CODE";
