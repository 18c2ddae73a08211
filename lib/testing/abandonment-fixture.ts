import type pg from "pg";
import { PERMISSIONS } from "@/lib/domain/access/permissions";
import { type Actor, systemActor } from "@/lib/server/auth/actor";
import { drawFlow } from "./draw-flow";
import { EngineFixture } from "./engine-fixture";

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** A shop whose flow waits a day for the purchase, gives a code, mails it and waits another day: the smallest that has a bit of everything. */
export class AbandonmentFixture extends EngineFixture {
  flow = { flowId: "", versionId: "" };
  readonly actor: Actor = systemActor(this.workspaceId, PERMISSIONS);

  static async make(pool: pg.Pool): Promise<AbandonmentFixture> {
    const shop = new AbandonmentFixture(pool);
    await shop.open();
    const [templateId, campaignId] = [await shop.template(), await shop.campaign()];
    shop.flow = await shop.live(
      drawFlow(
        {
          trigger: { type: "event-trigger", config: { eventName: "itemAddedToCart" }, to: { next: "wait" } },
          wait: {
            type: "wait-for-event",
            config: { eventName: "PurchaseFinished", timeout: { value: 1, unit: "days" } },
            to: { timed_out: "code" },
          },
          code: { type: "issue-coupon", config: { campaignId }, to: { issued: "mail" } },
          mail: { type: "send-email", config: { templateId }, to: { next: "again" } },
          again: {
            type: "wait",
            config: { mode: "duration", duration: { value: 1, unit: "days" } },
            to: { next: "end" },
          },
          end: { type: "exit" },
        },
        {
          goal: { eventName: "PurchaseFinished" },
          frequency: { reentry: "again", delay: { value: 7, unit: "days" } },
        },
      ),
    );
    return shop;
  }

  /** One shopper abandons a cart, gets a code and an e-mail a day later, and an hour after that buys with it. */
  async buyWithCode(): Promise<{ id: string; code: string }> {
    const [id] = (await this.customers(1)) as [string];
    await this.abandon([id]);
    await this.drain();
    await this.pass(DAY);
    const code = (await this.messages()).at(-1)!.context.vouchers[0]!.code;
    this.now += HOUR;
    await this.send("PurchaseFinished", [id], {
      orderId: "O-1",
      total: 3800,
      currency: "EUR",
      couponCodes: [code],
    });
    await this.drain();
    return { id, code };
  }
}
