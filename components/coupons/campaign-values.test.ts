import { describe, expect, test } from "vitest";
import type { CampaignDetail } from "@/lib/client/queries/campaigns";
import { campaignFields } from "@/lib/domain/coupon/campaign";
import { toFields } from "./campaign-body";
import type { CampaignValues } from "./campaign-values";
import { campaignValues } from "./check-campaign-values";
import { newCampaignValues, valuesOf } from "./values-of-campaign";

const filled = (given: Partial<CampaignValues> = {}): CampaignValues => ({
  ...newCampaignValues(),
  name: "Win back",
  ...given,
});
const problems = (given: Partial<CampaignValues>) => {
  const result = campaignValues("EUR", true).safeParse(filled(given));
  return Object.fromEntries(result.error?.issues.map((issue) => [issue.path.join("."), issue.message]) ?? []);
};

describe("the campaign form", () => {
  test("S0-20, S0-21, S0-25: begins with 5%, own one-time codes made as needed", () => {
    expect(campaignFields.parse(toFields(filled(), "EUR"))).toMatchObject({
      type: "auto_update",
      discount: { type: "percent", percentOff: 5 },
      quantityPerCode: 1,
      validForMs: 48 * 3_600_000,
    });
    expect(problems({})).toEqual({});
  });

  test("S4-14: free shipping and 5% tick together", () => {
    expect(toFields(filled({ shippingOn: true }), "EUR").discount).toEqual({
      type: "combination",
      effects: [{ type: "percent", percentOff: 5, amountLimit: null }, { type: "free_shipping" }],
    });
  });

  test.each<[Partial<CampaignValues>, string, string]>([
    [{ name: " " }, "name", "Give the campaign a name."],
    [{ percentOn: false }, "percentOn", "Choose what the code takes off."],
    [{ percentOff: null }, "percentOff", "Enter a percentage."],
    [{ percentOff: 120, shippingOn: true }, "percentOff", "Enter a percentage from 0.01 to 100."],
    [{ amountOn: true, amountOff: null }, "amountOff", "Enter an amount."],
    [
      { pattern: "X-#" },
      "pattern",
      "Only 31 different codes can be made this way, too few to be hard to guess. Add 4 more # to the pattern.",
    ],
    [{ type: "standalone" }, "code", "A code is 1 to 64 letters, digits, dots, dashes and underscores."],
    [{ type: "static", codesToMake: 50_001 }, "codesToMake", "Enter a number up to 50,000."],
    [
      { type: "static", pattern: "P-##", codesToMake: 500 },
      "pattern",
      "Only 961 different codes can be made this way, too few to be hard to guess among 500. Add 1 more # to the pattern.",
    ],
    [{ validFor: { value: null, unit: "hours" } }, "validFor", "At least a minute."],
    [{ uses: "several", usesCount: null }, "usesCount", "Enter at least 1."],
    [{ perCustomerOn: true, perCustomer: 0 }, "perCustomer", "Enter at least 1."],
    [
      { startsAt: "2026-05-02T00:00:00Z", endsAt: "2026-05-01T00:00:00Z" },
      "endsAt",
      "The end is not after the start. Choose a later end.",
    ],
  ])("says %j at the field %s", (given, field, message) => {
    expect(problems(given)).toEqual({ [field]: message });
  });

  test.each([
    { type: "fixed", fixedAmount: 900, currency: "EUR", appliesTo: "items" },
    { type: "gift", amount: 2_500, currency: "EUR" },
    { type: "price_restore" },
    { type: "unit", units: 1, product: null, add: "same", buy: 2 },
    { type: "percent", percentOff: 10, amountLimit: null, appliesTo: "items" },
  ])("S3-44: keeps the discount %j, days, hours and limits", (discount) => {
    const fields = campaignFields.parse({
      name: "Kept",
      discount,
      startsAt: "2026-05-01T00:00:00Z",
      recurrence: { daysOfWeek: [0, 5], timeframe: { interval: "P1W", duration: "PT12H" } },
      limits: { perDay: 3, discountBudget: 50_000 },
      joinOnce: true,
    });
    const shown = valuesOf({
      ...fields,
      discountText: "",
      items: { included: [], excluded: [] },
    } as unknown as CampaignDetail);
    const { codeConfig: _codes, metadata: _metadata, ...rest } = fields;
    expect(campaignFields.parse(toFields(shown, "EUR"))).toMatchObject(rest);
    expect(campaignValues("EUR", false).safeParse(shown).error?.issues ?? []).toEqual([]);
  });

  test("keeps the products of several kinds that it has no fields for", () => {
    const unit = (product: string) => ({ type: "unit", units: 1, product, add: "new", buy: 1 });
    const fields = campaignFields.parse({
      name: "Tea time",
      discount: { type: "combination", effects: [unit("mug"), unit("tea")] },
      codeConfig: { pattern: "TEA-########" },
    });
    const shown = valuesOf({
      ...fields,
      discountText: "",
      items: { included: [], excluded: [] },
    } as unknown as CampaignDetail);
    expect(campaignFields.parse(toFields(shown, "EUR")).discount).toEqual(fields.discount);
    expect(campaignValues("EUR", false).safeParse(shown).error?.issues ?? []).toEqual([]);
  });

  test("shows a campaign as it was saved, and saves it as it was", () => {
    const fields = campaignFields.parse({
      name: "All of it",
      discount: {
        type: "combination",
        effects: [
          { type: "percent", percentOff: 7.5, amountLimit: { amount: 500, currency: "EUR" } },
          { type: "free_shipping" },
        ],
      },
      codeConfig: { prefix: "HI-", length: 7, postfix: "-X" },
      endsAt: "2026-06-01T00:00:00Z",
      validForMs: 90 * 60_000,
      quantityPerCode: 3,
      perCustomer: 2,
      recovery: false,
    });
    const shown = valuesOf({
      ...fields,
      active: true,
      id: "",
      discountText: "",
      items: { included: [], excluded: [] },
      createdAt: "",
      updatedAt: "",
    } as unknown as CampaignDetail);
    expect(shown).toMatchObject({
      pattern: "HI-#######-X",
      validFor: { value: 90, unit: "minutes" },
      uses: "several",
      usesCount: 3,
    });
    expect(campaignFields.parse(toFields(shown, "EUR"))).toEqual({
      ...fields,
      codeConfig: { ...fields.codeConfig, prefix: "", postfix: "", length: 8, pattern: "HI-#######-X" },
    });
  });
});
