import type { FlowDocument } from "@/lib/domain/flow/document";
import { drawFlow } from "./draw-flow";
import type { EngineFixture } from "./engine-fixture";

/** The main job: wait a day for a purchase, then a code and an e-mail, another day, then an SMS. */
export async function mainJob(
  shop: EngineFixture,
  settings: Record<string, unknown> = {},
): Promise<FlowDocument> {
  const campaignId = await shop.campaign();
  const email = await shop.template("email");
  const sms = await shop.template("sms");
  return drawFlow(
    {
      trigger: { type: "event-trigger", config: { eventName: "itemAddedToCart" }, to: { next: "wait" } },
      wait: {
        type: "wait-for-event",
        config: { eventName: "PurchaseFinished", timeout: { value: 1, unit: "days" } },
        to: { happened: "bought", timed_out: "coupon" },
      },
      bought: { type: "exit" },
      coupon: {
        type: "issue-coupon",
        config: { campaignId },
        to: { issued: "email", pool_empty: "email", not_eligible: "email" },
      },
      email: { type: "send-email", config: { templateId: email }, to: { next: "again" } },
      again: {
        type: "wait-for-event",
        config: { eventName: "PurchaseFinished", timeout: { value: 1, unit: "days" } },
        to: { happened: "bought", timed_out: "sms" },
      },
      sms: { type: "send-sms", config: { templateId: sms }, to: { next: "end" } },
      end: { type: "exit" },
    },
    { goal: { eventName: "PurchaseFinished" }, ...settings },
  );
}
