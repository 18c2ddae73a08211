import type pg from "pg";
import { PERMISSIONS } from "@/lib/domain/access/permissions";
import { REVIEW_DECIDED_EVENT } from "@/lib/domain/flow/review-decided";
import type { ReviewDecision } from "@/lib/domain/flow/run";
import { resultEventName } from "@/lib/domain/message/sent-event";
import { shardOf } from "@/lib/domain/shard";
import { systemActor } from "@/lib/server/auth/actor";
import { applyReport } from "@/lib/server/db/messages/apply-report";
import { messageIdOf, runIdOf } from "@/lib/server/engine/ids";
import { moveRuns } from "@/lib/server/engine/move-runs";
import { resumeFlow } from "@/lib/server/engine/resume-flow";
import { retryRun } from "@/lib/server/engine/retry-run";
import { runBatch } from "@/lib/server/engine/run-batch";
import { deliverBatch } from "@/lib/server/jobs/deliver-batch";
import type { Lease } from "@/lib/server/jobs/delivery/lease";
import { reportResults } from "@/lib/server/jobs/delivery/report-results";
import { endSchedules } from "@/lib/server/jobs/end-schedules";
import { decideReview } from "@/lib/server/use-cases/reviews/decide-review";
import type { DeliveryFixture } from "@/lib/testing/delivery-fixture";
import { dyingPool } from "./dying-pool";
import { NaiveCustomer } from "./naive-customer";
import type { NaiveEvent, NaiveMessage } from "./naive-types";
import { dayAfter } from "./random-flow";
import type { Act, Moment, Story } from "./random-story";

const HOUR_MS = 3_600_000;

// Chance is drawn from ids, so each story has the same ones whenever it is told.
const FLOW_ID = "01940000-0000-7000-8000-00000000f10e";
const customerId = (index: number) => `01940000-0000-7000-8000-0000000000${10 + index}`;
const STORY_TABLES =
  "event_pending, event_key, event, run_timer, step_log, entry_refusal, step_counter, step_total, delivery, message, publication, incentive, incentive_review, " +
  "voucher, campaign_total, run, customer_identity, customer, flow_move, flow_version, flow";

/** One story, told to the real engine on its database and to the naive one, moment by moment. */
export class ToldShop {
  readonly naive: NaiveCustomer[] = [];
  readonly versions: string[] = [];
  readonly flowId = FLOW_ID;
  #paused = false;

  constructor(
    readonly shop: DeliveryFixture,
    readonly lease: Lease,
    readonly story: Story,
    readonly recoveryCampaignId: string,
  ) {}

  get pool(): pg.Pool {
    return this.shop.pool;
  }

  /** Puts the flow live and lets the customers come. */
  async open(): Promise<this> {
    const { shop, story } = this;
    const { start, document, rules, people } = story;
    shop.now = start;
    await this.pool.query(`UPDATE workspace SET settings = settings || $2::jsonb WHERE id = $1`, [
      shop.workspaceId,
      JSON.stringify(rules),
    ]);
    await this.#forget();
    const { flowId, versionId } = await shop.live(document, FLOW_ID);
    this.versions.push(versionId);
    for (const [index, { zone, email, phone, renewal }] of people.entries()) {
      const columns = {
        ...(zone ? { timeZone: zone } : {}),
        ...(email ? {} : { email: null }),
        ...(phone ? {} : { phone: null }),
      };
      const [id] = await shop.customers(1, columns, [customerId(index)]);
      const day = renewal === null ? null : dayAfter(start, renewal);
      await this.#write(id!, "attributes", JSON.stringify(day === null ? {} : { renewal: day }));
      const shopper = {
        id: id!,
        zone,
        email,
        phone,
        consent: { email: "unknown" as const, sms: "unknown" as const },
        refused: [],
        agent: false,
        renewal: day,
      };
      const shard = shardOf(id!);
      this.naive.push(
        new NaiveCustomer(
          document,
          { ...rules, zone: "Europe/Berlin", recoveryCampaignId: this.recoveryCampaignId },
          shopper,
          {
            flowId,
            run: (event) => runIdOf(flowId, event.id, shard),
            message: (run) =>
              messageIdOf(
                { runId: run.id, stepId: run.step, visit: run.visit, arrivedAt: run.arrivedAt },
                shard,
              ),
            result: (message) => resultEvent(message, message.status, shop.now),
          },
        ),
      );
    }
    return this;
  }

  /** Lets the time of a moment pass and does what is done then, on both sides. */
  async play(moment: Moment, index: number): Promise<void> {
    const { shop, naive } = this;
    shop.now += Math.max(moment.hours, moment.stumbles ? 1 : 0) * HOUR_MS;
    await this.#turn(moment);
    await endSchedules({ pool: this.pool, clock: shop.clock });
    for (const customer of naive) customer.sweep(shop.now);
    if (index === this.story.relaunch?.at) await this.#relaunch(this.story.relaunch);
    const limit = this.#limit(moment);
    if (moment.stumbles) await this.#stumble(limit);
    const told: NaiveEvent[][] = naive.map(() => []);
    if (!moment.stumbles) for (const act of moment.acts) told[act.customer]!.push(...(await this.#do(act)));
    for (const [at, customer] of naive.entries()) customer.at(shop.now, told[at]!);
    await this.#drainWithCrashes(moment.crashAfter, limit);
    while (await this.#deliver()) await shop.drain(limit);
  }

  /** Nothing is left of the story before. */
  async #forget(): Promise<void> {
    for (const table of STORY_TABLES.split(", ")) await this.pool.query(`DELETE FROM ${table}`);
    await this.pool.query(`ALTER SEQUENCE event_id_seq RESTART`);
  }

  /** A cap on discounts counts codes that went back at the end of a batch no more: there, how much a batch takes is seen from outside. */
  #limit({ limit }: Moment): number {
    const { document, relaunch, rules } = this.story;
    const gives = JSON.stringify([document, relaunch?.document]).includes(this.recoveryCampaignId);
    return gives && rules.recoveryDiscountDays !== null ? 1 : limit;
  }

  async #turn({ turn }: Moment): Promise<void> {
    if (turn === null || this.#paused === (turn === "pause")) return;
    this.#paused = turn === "pause";
    if (this.#paused) await this.pool.query(`UPDATE flow SET status = 'paused' WHERE id = $1`, [this.flowId]);
    else await resumeFlow(this.flowId, this.shop.workspaceId, this.shop.clock);
    for (const customer of this.naive) customer.paused = this.#paused;
  }

  async #relaunch({ document, plan, chunk }: NonNullable<Story["relaunch"]>): Promise<void> {
    const version = await this.shop.publish(this.flowId, document, plan);
    this.versions.push(version);
    await moveRuns(this.pool, version, this.shop.clock, undefined, chunk);
    for (const customer of this.naive) customer.publish(document, plan, this.shop.now);
  }

  async #stumble(limit: number): Promise<void> {
    const { shop, naive, pool } = this;
    for (const { shopper } of naive) await this.#write(shopper.id, "time_zone", "Mars/Olympus");
    await shop.drain(limit);
    for (const { shopper } of naive) await this.#write(shopper.id, "time_zone", shopper.zone);
    const { rows } = await pool.query<{ id: string; shard: number }>(
      `SELECT id, shard FROM run WHERE flow_id = $1 AND status = 'failed' ORDER BY id`,
      [this.flowId],
    );
    for (const { id, shard } of rows) await retryRun(shard, id, "somebody", shop.clock);
    for (const customer of naive) customer.stumble(shop.now);
  }

  async #write(customerId: string, column: string, value: unknown): Promise<void> {
    await this.pool.query(`UPDATE customer SET ${column} = $3 WHERE shard = $1 AND id = $2`, [
      shardOf(customerId),
      customerId,
      value,
    ]);
  }

  /** @returns what the naive engine is told of it */
  async #do(act: Act): Promise<NaiveEvent[]> {
    const customer = this.naive[act.customer]!;
    const { shopper } = customer;
    if (act.kind === "report") return await this.#report(customer, act.result);
    if (act.kind === "decide") return await this.#decide(shopper.id, act.decision);
    if (act.kind === "profile") {
      const renewal = act.renewal === null ? null : dayAfter(this.story.start, act.renewal);
      const { email, sms, refused, agent } = act;
      Object.assign(shopper, { consent: { email, sms }, refused, agent, renewal });
      const consent = Object.fromEntries([
        ...(["email", "sms"] as const).flatMap((channel) =>
          act[channel] === "unknown" ? [] : [[channel, { state: act[channel] }]],
        ),
        ...refused.map((said) => [said, { state: "denied" }]),
      ]);
      await this.#write(shopper.id, "consent", JSON.stringify(consent));
      await this.#write(shopper.id, "agent_conversation", act.agent);
      await this.#write(shopper.id, "attributes", JSON.stringify(renewal === null ? {} : { renewal }));
      return [await this.#send(shopper.id, "customer.updated", {}, false)];
    }
    const { name, total, cartId, twice } = act;
    const codes = act.withCode ? await this.#codesOf(shopper.id) : null;
    const properties = {
      items: [{ sku: "a", name: "A", price: total, quantity: 1 }],
      total,
      currency: "EUR",
      cartId,
      ...(codes ? { couponCodes: codes.codes } : {}),
    };
    return [
      {
        ...(await this.#send(shopper.id, name, properties, twice)),
        total,
        cartId,
        codeOf: codes?.runId ?? null,
      },
    ];
  }

  async #send(
    customerId: string,
    name: string,
    properties: Record<string, unknown>,
    twice: boolean,
  ): Promise<NaiveEvent> {
    const { rows: next } = await this.pool.query<{ n: number }>(
      `SELECT nextval('event_id_seq')::bigint AS n`,
    );
    const messageId = `story-${next[0]!.n}`;
    for (let copy = 0; copy < (twice ? 2 : 1); copy++)
      await this.shop.send(name, [customerId], properties, messageId);
    const { rows } = await this.pool.query<{ id: number }>(
      `SELECT id FROM event WHERE shard = $1 AND workspace_id = $2 AND message_id = $3`,
      [shardOf(customerId), this.shop.workspaceId, messageId],
    );
    if (rows.length !== 1) throw new Error(`${rows.length} events of one messageId`);
    return { id: rows[0]!.id, name, total: 0, at: this.shop.now, cartId: "", codeOf: null, report: null };
  }

  /** The newest run that has codes, and those. One that went back may be another run's by now. */
  async #codesOf(customerId: string): Promise<{ runId: string; codes: string[] } | null> {
    const { rows } = await this.pool.query<{ id: string; codes: string[] }>(
      `SELECT r.id, array_agg(p.code) AS codes FROM run r JOIN publication p ON p.run_id = r.id AND p.released_at IS NULL
       WHERE r.shard = $1 AND r.customer_id = $2 GROUP BY r.id, r.trigger_event_id ORDER BY r.trigger_event_id DESC LIMIT 1`,
      [shardOf(customerId), customerId],
    );
    return rows[0] ? { runId: rows[0].id, codes: rows[0].codes } : null;
  }

  /** Approves or refuses the first of the customer's discounts that wait. */
  async #decide(customerId: string, decision: ReviewDecision): Promise<NaiveEvent[]> {
    const shard = shardOf(customerId);
    const { rows } = await this.pool.query<{ id: string; run_id: string; visit: number }>(
      `SELECT v.id, v.run_id, v.visit FROM incentive_review v JOIN run r ON r.shard = v.shard AND r.id = v.run_id
       WHERE v.shard = $1 AND v.customer_id = $2 AND v.status = 'pending' ORDER BY r.trigger_event_id LIMIT 1`,
      [shard, customerId],
    );
    const review = rows[0];
    if (!review) return [];
    const actor = systemActor(this.shop.workspaceId, PERMISSIONS);
    await decideReview({ actor, params: { id: review.id }, body: { decision, note: "" } }, this.shop.clock);
    const { rows: told } = await this.pool.query<{ id: number }>(
      `SELECT max(id) AS id FROM event WHERE shard = $1 AND customer_id = $2 AND name = $3`,
      [shard, customerId, REVIEW_DECIDED_EVENT],
    );
    return [
      {
        id: told[0]!.id,
        name: REVIEW_DECIDED_EVENT,
        total: 0,
        at: this.shop.now,
        cartId: "",
        codeOf: null,
        report: null,
        decision: { runId: review.run_id, visit: review.visit, as: decision },
      },
    ];
  }

  async #report(customer: NaiveCustomer, result: "delivered" | "bounced" | "clicked"): Promise<NaiveEvent[]> {
    const message = customer.report(result);
    if (!message) return [];
    const shard = shardOf(message.id);
    const at = this.shop.clock();
    const reason = result === "bounced" ? "bounced" : null;
    const { workspaceId } = this.shop;
    const told = await applyReport(this.pool, {
      shard,
      id: message.id,
      workspaceId,
      connectionId: null,
      report: result,
      reason,
      at,
    });
    if (!told) throw new Error(`The real message ${message.id} cannot be ${result}.`);
    await reportResults(this.pool, shard, [{ delivery: told, result, reason }], at);
    return [resultEvent(message, result, this.shop.now)];
  }

  /** Every batch dies `crashAfter` statements in, three times over; then it may finish. */
  async #drainWithCrashes(crashAfter: number, limit: number): Promise<void> {
    const { clock } = this.shop;
    for (let crash = 0; crashAfter > 0 && crash < 3; crash++) {
      await runBatch(dyingPool(this.pool, crashAfter + crash), { clock, limit }).catch((error: Error) => {
        if (error.message !== "died") throw error;
      });
    }
    await this.shop.drain(limit);
  }

  /** Delivers all that is due. @returns whether anything was */
  async #deliver(): Promise<boolean> {
    const { clock } = this.shop;
    for (let batches = 0; ; batches++)
      if (!(await deliverBatch(this.pool, { clock, lease: this.lease, limit: 50_000 }))) return batches > 0;
  }
}

function resultEvent({ run, stepId, channel, reason }: NaiveMessage, result: string, at: number): NaiveEvent {
  return {
    id: 0,
    name: resultEventName(channel, result as "sent"),
    total: 0,
    at,
    cartId: "",
    codeOf: null,
    report: { runId: run.id, stepId, result, reason },
  };
}
