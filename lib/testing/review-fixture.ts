import { PERMISSIONS } from "@/lib/domain/access/permissions";
import type { FlowDocument } from "@/lib/domain/flow/document";
import { type Actor, systemActor } from "@/lib/server/auth/actor";
import { decideReview } from "@/lib/server/use-cases/reviews/decide-review";
import { drawFlow } from "./draw-flow";
import { EngineFixture } from "./engine-fixture";

/** Asks about carts of more than 30.00. */
export const BIG_CART = {
  ask: "when",
  when: { match: "all", conditions: [{ field: "cart.total", operator: "greater", value: 3000 }] },
};

type Review = { id: string; status: string; result: string | null; [column: string]: unknown };

/** A shop whose flows ask a person before they give a code, and two people who may be asked. */
export class ReviewFixture extends EngineFixture {
  readonly anna: Actor = {
    ...systemActor(this.workspaceId, PERMISSIONS),
    id: "user:anna",
    name: "Anna",
  };
  readonly ben: Actor = { ...this.anna, id: "user:ben", name: "Ben" };
  campaignId = "";

  override async open(settings: Record<string, unknown> = {}): Promise<this> {
    await super.open(settings);
    this.campaignId = await this.campaign({ recovery: true });
    return this;
  }

  /** A flow whose coupon step asks as `review` says. */
  drawing(review: object, settings: Record<string, unknown> = {}): FlowDocument {
    return drawFlow(
      {
        trigger: { type: "event-trigger", config: { eventName: "itemAddedToCart" }, to: { next: "coupon" } },
        coupon: {
          type: "issue-coupon",
          config: { campaignId: this.campaignId, reuse: "new", review },
          to: { issued: "given", held: "reminded", not_eligible: "reminded" },
        },
        given: { type: "exit" },
        reminded: { type: "exit" },
      },
      { frequency: { reentry: "again", delay: { value: 0, unit: "hours" } }, ...settings },
    );
  }

  /** A flow that asks first, and one customer who waits in it for a decision. */
  async asked(review: object = BIG_CART, settings: Record<string, unknown> = {}) {
    const flow = await this.live(this.drawing(review, settings));
    const [customer] = (await this.customers(1)) as [string];
    await this.abandon([customer]);
    await this.drain();
    return { ...flow, customer };
  }

  /** All reviews, in the order in which they were asked for. */
  async reviews(): Promise<Review[]> {
    const { rows } = await this.pool.query<Review>(
      `SELECT v.* FROM incentive_review v JOIN run r ON r.shard = v.shard AND r.id = v.run_id WHERE v.workspace_id = $1
       ORDER BY r.trigger_event_id, r.entered_at`,
      [this.workspaceId],
    );
    return rows;
  }

  /** How many codes customers hold. */
  async codes(): Promise<number> {
    const { rows } = await this.pool.query(
      `SELECT count(*)::int AS count FROM incentive WHERE workspace_id = $1 AND released_at IS NULL`,
      [this.workspaceId],
    );
    return rows[0].count;
  }

  async decide(id: string, decision: "approved" | "refused", actor = this.anna, note = "") {
    return await decideReview({ actor, params: { id }, body: { decision, note } }, this.clock);
  }

  /** Decides the first review and lets the engine carry it out. */
  async decideOnly(decision: "approved" | "refused"): Promise<void> {
    const [review] = await this.reviews();
    await this.decide(review!.id, decision);
    await this.drain();
  }
}
