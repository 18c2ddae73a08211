import type pg from "pg";
import { consentKey } from "@/lib/domain/customer/consent";
import { identitiesOf } from "@/lib/domain/customer/identity";
import { type Profile, withDetails } from "@/lib/domain/customer/identity-plan";
import { cartProperties, couponItems, eventItems, totalsOf } from "@/lib/domain/demo-shop/cart";
import { SHOP_CURRENCY } from "@/lib/domain/demo-shop/products";
import { shardOf } from "@/lib/domain/shard";
import { claimIdentities } from "@/lib/server/db/customers/resolve-claims";
import { insertCustomers, updateCustomers } from "@/lib/server/db/customers/resolve-writes";
import { setAgentConversation } from "@/lib/server/db/customers/set-agent-conversation";
import { markRead } from "@/lib/server/db/demo/mark-read";
import { appendEvents, type NewEvent } from "@/lib/server/db/events/append-events";
import { orderId as idOfOrder } from "@/lib/server/db/orders/order-id";
import { reportResults } from "@/lib/server/jobs/delivery/report-results";
import { redeemCode } from "@/lib/server/use-cases/coupons/redeem-code";
import type { Act } from "./act";

/** Where the history happens. `names` numbers what needs a name of its own. */
export type Stage = { workspaceId: string; baseUrl: string; names: () => number };

const SPREAD_MS = 50_000;

/**
 * Lets shoppers do what they do, in order, within the minute before `now` (epoch ms): through the same functions that real shops' calls
 * come in by. Runs inside the caller's transaction.
 */
export async function perform(
  client: pg.PoolClient,
  stage: Stage,
  acts: readonly Act[],
  now: number,
): Promise<void> {
  await arrive(
    client,
    stage,
    acts.filter(({ kind }) => kind === "arrive").map(({ shopper }) => shopper),
    now,
  );
  const events: NewEvent[] = [];
  for (const [index, act] of acts.entries()) {
    const at = new Date(now - SPREAD_MS + Math.floor((SPREAD_MS * index) / acts.length));
    const add = (name: string, properties: Record<string, unknown>) =>
      events.push(eventOf(stage, act.shopper, name, properties, at));
    switch (act.kind) {
      case "cart":
        add("itemAddedToCart", cartProperties(act.cart, stage.baseUrl));
        break;
      case "buy":
        // What was told before comes before on the log.
        await appendEvents(client, events.splice(0));
        add("PurchaseFinished", await buy(client, stage, act, at));
        break;
      case "opt-out":
        await optOut(client, stage, act.shopper, consentKey(act.channel, act.topic), at);
        add("customer.updated", {
          source: "demo",
          changed: [`consent.${consentKey(act.channel, act.topic)}`],
          consent: { [consentKey(act.channel, act.topic)]: "denied" },
        });
        break;
      case "call-agent":
        await setAgentConversation(client, { shard: shardOf(act.shopper.id), id: act.shopper.id }, true, at);
        add("customer.updated", { source: "demo", changed: ["agentConversation"] });
        break;
      case "read":
        await appendEvents(client, events.splice(0));
        await markRead(client, act.message.id, act.result, at);
        await reportResults(
          client,
          shardOf(act.shopper.id),
          [{ delivery: act.message, result: act.result, reason: null }],
          at,
        );
        break;
    }
  }
  await appendEvents(client, events);
}

async function arrive(client: pg.PoolClient, stage: Stage, shoppers: Profile[], now: number): Promise<void> {
  if (shoppers.length === 0) return;
  const at = new Date(now - SPREAD_MS - 5_000);
  await insertCustomers(client, stage.workspaceId, shoppers, { now: at, demo: true });
  await claimIdentities(
    client,
    stage.workspaceId,
    shoppers.flatMap((shopper) =>
      identitiesOf({
        externalId: shopper.externalId!,
        email: shopper.email!,
        ...(shopper.phone ? { phone: shopper.phone } : {}),
      }).map((identity) => ({ identity, customerId: shopper.id })),
    ),
  );
  await appendEvents(
    client,
    shoppers.map((shopper) =>
      eventOf(
        stage,
        shopper,
        "customer.created",
        { source: "demo", identifiedBy: ["external_id", "email"] },
        at,
      ),
    ),
  );
}

/** Places an order; a code is tried at the checkout first. @returns what the shop tells of it */
async function buy(
  client: pg.PoolClient,
  stage: Stage,
  { cart, code, shopper }: Extract<Act, { kind: "buy" }>,
  at: Date,
): Promise<Record<string, unknown>> {
  const { total, shipping } = totalsOf(cart);
  const orderId = `KC-${100_000 + stage.names()}`;
  const redeemed =
    code === null
      ? null
      : await redeemCode(client, {
          workspaceId: stage.workspaceId,
          code,
          customerId: shopper.id,
          order: { amount: total, shippingAmount: shipping, currency: SHOP_CURRENCY },
          orderId,
          kept: () => ({
            id: idOfOrder(stage.workspaceId, orderId, at.getTime()),
            sourceId: orderId,
            status: "PAID",
            items: couponItems(cart),
            metadata: {},
          }),
          source: "demo",
          demo: true,
          now: at.getTime(),
        });
  const discount = redeemed?.kind === "succeeded" ? (redeemed.redemption.discountAmount ?? 0) : 0;
  return {
    orderId,
    total: total - discount,
    currency: SHOP_CURRENCY,
    items: eventItems(cart, stage.baseUrl),
    couponCodes: redeemed?.kind === "succeeded" && code ? [code] : [],
  };
}

async function optOut(
  client: pg.PoolClient,
  stage: Stage,
  shopper: Profile,
  key: string,
  at: Date,
): Promise<void> {
  const { profile } = withDetails(
    shopper,
    { consent: { [key]: "denied" } },
    at.toISOString(),
    "unsubscribe link",
  );
  shopper.consent = profile.consent;
  await updateCustomers(client, stage.workspaceId, [profile], { now: at });
}

function eventOf(
  stage: Stage,
  shopper: Profile,
  name: string,
  properties: Record<string, unknown>,
  at: Date,
): NewEvent {
  return {
    shard: shardOf(shopper.id),
    workspaceId: stage.workspaceId,
    customerId: shopper.id,
    name,
    messageId: `demo:${stage.names()}`,
    properties,
    occurredAt: at,
    acceptedAt: at,
    source: "demo",
  };
}
