import { describe, expect, test } from "vitest";
import { distributionSetup } from "@/lib/domain/distribution/setup";
import type { ReferenceLists } from "@/lib/domain/flow/references-of";
import { reviewWarnings } from "./review-warnings";

const ID = "018f0000-0000-7000-8000-000000000001";
const SEGMENT = "018f0000-0000-7000-8000-000000000002";
const CAMPAIGN = "018f0000-0000-7000-8000-000000000003";
const TEMPLATE = "018f0000-0000-7000-8000-000000000004";

const setup = distributionSetup.parse({
  channel: "email",
  audience: { kind: "segment", segmentId: SEGMENT },
  permission: "email",
  campaignId: CAMPAIGN,
  templateId: TEMPLATE,
});

function shop({ promises = "", left = null as number | null, usesVoucher = true } = {}): ReferenceLists {
  return {
    events: [],
    templates: [
      {
        id: TEMPLATE,
        name: "Come back",
        channel: "email",
        subject: "",
        published: true,
        usesVoucher,
        promises,
      },
    ],
    campaigns: [
      {
        id: CAMPAIGN,
        name: "Win back",
        discount: "5% off",
        active: true,
        endsAt: null,
        left,
        terms: {
          discount: { type: "percent", percentOff: 5, amountLimit: null, appliesTo: "order" },
          validForMs: 12 * 3_600_000,
          endsOn: null,
          today: "2026-05-14",
          leftMs: null,
        },
      },
    ],
    channels: ["email"],
    segments: [{ id: SEGMENT, name: "Left a cart" }],
    topics: [],
  };
}

const warned = (references: ReferenceLists, changes: Partial<typeof setup> = {}) =>
  reviewWarnings({ id: ID, setup: { ...setup, ...changes } }, references);

describe("S4-14: what is said before a distribution goes live", () => {
  test("nothing about one that keeps its word; that it begins with a discount is what it is for", () => {
    expect(warned(shop({ promises: "5% · within 12 hours" }))).toEqual([]);
  });

  test("a message that promises what the campaign does not keep, and what mends it", () => {
    expect(warned(shop({ promises: "10% · within 24 hours" }))).toMatchObject([
      {
        code: "broken_promise",
        message: expect.stringContaining("The text says “10%”, the code gives 5%."),
        fix: "Change the text, or the campaign.",
      },
      { code: "broken_promise", message: expect.stringContaining("the code is valid 12 hours") },
    ]);
  });

  test("a pool about to run dry, also for a webhook, which has no message of its own", () => {
    const low = [{ code: "low_pool", message: "“Win back” has only 3 codes left." }];
    expect(warned(shop({ left: 3 }))).toMatchObject(low);
    const webhook = { channel: "webhook", webhookUrl: "https://shop.example/codes" } as const;
    expect(warned(shop({ left: 3 }), webhook)).toMatchObject(low);
  });

  test("a code that the message does not show, and a permission that is not asked for", () => {
    const codes = warned(shop({ usesVoucher: false }), { permission: "none" }).map(({ code }) => code);
    expect(codes).toEqual(["code_not_shown", "permission_not_asked"]);
  });

  test("half of a distribution breaks nothing", () => {
    expect(warned(shop(), { campaignId: null, templateId: null, channel: null })).toEqual([]);
  });
});
