import { describe, expect, test } from "vitest";
import { campaignFields, campaignIssues } from "./campaign";

const fields = (given: Record<string, unknown> = {}) =>
  campaignFields.parse({ name: "Win back", discount: { type: "percent", percentOff: 5 }, ...given });

describe("campaign", () => {
  test("S0-20, S0-21: makes codes as needed unless said otherwise, each to be used once", () => {
    expect(fields()).toMatchObject({
      type: "auto_update",
      quantityPerCode: 1,
      codeConfig: { length: 8 },
      recovery: true,
    });
    expect(campaignIssues(fields())).toEqual([]);
  });

  test("S0-22: the end comes after the start", () => {
    const dates = { startsAt: "2026-05-02T00:00:00Z", endsAt: "2026-05-02T00:00:00Z" };
    expect(campaignIssues(fields(dates))).toEqual([
      { path: "endsAt", message: "The end is not after the start.", fix: "Choose a later end." },
    ]);
    expect(campaignIssues(fields({ ...dates, endsAt: "2026-05-02T00:00:00-01:00" }))).toEqual([]);
  });

  test("one code for everybody has to be named, and has no end of its own per customer", () => {
    const issues = campaignIssues(fields({ type: "standalone", validForMs: 3_600_000 }));
    expect(issues.map(({ path }) => path)).toEqual(["code", "validForMs"]);
    expect(campaignIssues(fields({ type: "standalone", code: "SPRING" }))).toEqual([]);
  });

  test("S0-26: a campaign that makes codes as needed has room for them", () => {
    expect(campaignIssues(fields({ codeConfig: { pattern: "BACK-##" } }))).toMatchObject([
      { path: "codeConfig.pattern", fix: "Add 3 more # to the pattern." },
    ]);
  });

  test.each([
    [{ name: " " }, "name"],
    [{ code: "a b" }, "code"],
    [{ validForMs: 1_000 }, "validForMs"],
    [{ startsAt: "tomorrow" }, "startsAt"],
    [{ quantityPerCode: 0 }, "quantityPerCode"],
    [{ surprise: true }, ""],
  ])("refuses %j", (given, path) => {
    const result = campaignFields.safeParse({
      name: "Win back",
      discount: { type: "free_shipping" },
      ...given,
    });
    expect(result.error?.issues.map((issue) => issue.path.join("."))).toEqual([path]);
  });
});
