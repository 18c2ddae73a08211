import { describe, expect, it } from "vitest";
import { stepOf } from "@/lib/steps/registry";
import { drawFlow } from "@/lib/testing/draw-flow";
import type { References } from "./step-definition";
import { validateFlow } from "./validate";

const TEMPLATE = "0190c0de-0000-7000-8000-000000000001";
const CAMPAIGN = "0190c0de-0000-7000-8000-000000000002";
const references: References = {
  events: new Map([
    ["itemAddedToCart", { title: "Cart", role: "cart", properties: ["total"] }],
    ["PurchaseFinished", { title: "Order", role: "order", properties: ["total"] }],
  ]),
  templates: new Map([
    [
      TEMPLATE,
      { name: "Reminder", channel: "email", subject: "Your cart", published: true, usesVoucher: true },
    ],
  ]),
  campaigns: new Map([[CAMPAIGN, { name: "5%", discount: "5% off", active: true, endsAt: null }]]),
  channels: new Set(["email"]),
  segments: new Map(),
  topics: new Map(),
};
const codes = (document: Parameters<typeof validateFlow>[0], severity = "error") =>
  validateFlow(document, stepOf, references)
    .filter((problem) => problem.severity === severity)
    .map(({ code, stepId }) => `${stepId ?? "flow"}: ${code}`);
const trigger = { type: "event-trigger", config: { eventName: "itemAddedToCart" } };

describe("S4-23: problems name their step", () => {
  it("a flow that can run has none", () => {
    expect(
      codes(
        drawFlow({
          t: { ...trigger, to: { next: "e" } },
          e: { type: "send-email", config: { templateId: TEMPLATE }, to: { next: "x" } },
          x: { type: "exit" },
        }),
      ),
    ).toEqual([]);
  });

  it("no trigger, and a trigger that leads nowhere", () => {
    expect(codes(drawFlow({}))).toEqual(["flow: no_trigger"]);
    expect(codes(drawFlow({ t: trigger }))).toEqual(["t: leads_nowhere"]);
  });

  it("a step that nobody can reach", () => {
    expect(
      codes(drawFlow({ t: { ...trigger, to: { next: "x" } }, x: { type: "exit" }, lost: { type: "exit" } })),
    ).toEqual(["lost: unreachable"]);
  });

  it("a circle", () => {
    const wait = { type: "wait", config: { mode: "duration", duration: { value: 1, unit: "hours" } } };
    expect(
      codes(
        drawFlow({
          t: { ...trigger, to: { next: "a" } },
          a: { ...wait, to: { next: "b" } },
          b: { ...wait, to: { next: "a" } },
        }),
      ),
    ).toEqual(["a: cycle"]);
  });

  it("two connections from one port, a connection into a trigger, a port that does not exist", () => {
    const document = drawFlow({
      t: { ...trigger, to: { next: "x", gone: "x" } },
      x: { type: "exit", to: {} },
      s: { type: "split", config: stepOf("split")!.defaults(), to: { a: "t" } },
    });
    document.edges.push({ id: "twice", from: "t", port: "next", to: "s" });
    expect(codes(document).sort()).toEqual([
      "t: cycle",
      "t: into_trigger",
      "t: port_twice",
      "t: unknown_port",
    ]);
  });

  it("settings that are not filled in, and things that do not exist", () => {
    const document = drawFlow({
      t: { type: "event-trigger", config: { eventName: "unknown" }, to: { next: "e" } },
      e: { type: "send-email", config: {}, to: { next: "c" } },
      c: { type: "issue-coupon", config: { campaignId: TEMPLATE }, to: { issued: "s" } },
      s: { type: "send-sms", config: { templateId: TEMPLATE } },
    });
    expect(codes(document)).toEqual(["t: unusable", "e: incomplete", "c: unusable", "s: unusable"]);
  });

  it("S4-14: a text that promises more than its code gives, and a pool about to run dry", () => {
    const coupon = (id: string, to: string) => ({
      type: "issue-coupon",
      config: { campaignId: id },
      to: { issued: to },
    });
    const document = drawFlow({
      t: { ...trigger, to: { next: "c" } },
      c: coupon(CAMPAIGN, "e"),
      e: { type: "send-email", config: { templateId: TEMPLATE }, to: { next: "x" } },
      x: { type: "exit" },
    });
    const warned = (promises: string, left: number | null) => {
      const template = { ...references.templates.get(TEMPLATE)!, promises };
      const terms = {
        discount: { type: "percent" as const, percentOff: 5, amountLimit: null, appliesTo: "order" as const },
        validForMs: 12 * 3_600_000,
        endsOn: null,
        today: "2026-05-14",
        leftMs: null,
      };
      const campaign = { ...references.campaigns.get(CAMPAIGN)!, terms, left };
      const known = {
        ...references,
        templates: new Map([[TEMPLATE, template]]),
        campaigns: new Map([[CAMPAIGN, campaign]]),
      };
      return validateFlow(document, stepOf, known).flatMap(({ code, stepId, severity }) =>
        code === "discount_first" ? [] : [`${stepId}: ${code} ${severity}`],
      );
    };
    expect(warned("5% · within 12 hours", null)).toEqual([]);
    expect(warned("10% · within 24 hours", 100)).toEqual([
      "e: broken_promise warning",
      "e: broken_promise warning",
    ]);
    expect(warned("", 99)).toEqual(["c: low_pool warning"]);
  });

  it("S3-67: a discount in the first message and a code that nobody gives are warnings", () => {
    const document = drawFlow({
      t: { ...trigger, to: { next: "c" } },
      c: { type: "issue-coupon", config: { campaignId: CAMPAIGN }, to: { issued: "x" } },
      x: { type: "exit" },
    });
    expect(codes(document, "warning")).toEqual(["c: discount_first"]);
    expect(
      codes(
        drawFlow({
          t: { ...trigger, to: { next: "e" } },
          e: { type: "send-email", config: { templateId: TEMPLATE } },
        }),
        "warning",
      ),
    ).toEqual(["e: code_without_coupon"]);
  });

  it("S3-41: a step that asks a person and has nothing for whom they refuse is a warning", () => {
    const review = { ask: "when", capped: true };
    const coupon = (to: Record<string, string>, config: object) =>
      codes(
        drawFlow({
          t: { ...trigger, to: { next: "c" } },
          c: { type: "issue-coupon", config: { campaignId: CAMPAIGN, ...config }, to },
          x: { type: "exit" },
        }),
        "warning",
      );
    expect(coupon({ issued: "x" }, { review })).toContain("c: held_leads_nowhere");
    expect(coupon({ issued: "x", held: "x" }, { review })).toEqual(["c: discount_first"]);
    expect(coupon({ issued: "x" }, {})).toEqual(["c: discount_first"]);
  });
});
