import type { DraftStep } from "@/lib/domain/flow/document";
import { durationMs } from "@/lib/domain/time/duration";
import type { NaiveCustomer } from "./naive-customer";
import type { LookedAt } from "./naive-step";
import type { NaiveGift, NaiveRun } from "./naive-types";

type Review = {
  ask: string;
  when: { conditions: unknown[] };
  capped: boolean;
  within: Parameters<typeof durationMs>[0];
};

/** A coupon step: a person is asked where the step says so, and then the customer has a code, or may not. */
export function giveOrAsk(
  config: DraftStep["config"],
  run: NaiveRun,
  now: number,
  customer: NaiveCustomer,
): LookedAt {
  const review = config.review as Review;
  const recovery = config.campaignId === customer.shop.recoveryCampaignId;
  const { decided, pastCap } = run.review ?? { decided: null, pastCap: false };
  if (decided === "refused") return { kind: "go", port: "held" };
  const asks = review.ask === "when" && decided === null;
  const until = run.arrivedAt + durationMs(review.within);
  if (asks && run.review && now >= until) return { kind: "go", port: "held", outcome: "review:expired" };
  const hold = (): LookedAt => {
    const outcome = run.review ? {} : { outcome: "review:asked" };
    run.review = { pastCap: review.capped, decided: null };
    return { kind: "stay", until, ...outcome };
  };
  const hasOne = run.codes.some((gift) => gift.recovery === recovery);
  if (asks && review.when.conditions.length > 0 && run.cartTotal > 50 && !hasOne) return hold();
  const said = giveCode(run, recovery, now, customer, decided !== null && pastCap);
  if (asks && review.capped && said.outcome === "not_eligible:capped") return hold();
  return said.kind === "go" && said.port === "issued" && decided !== null
    ? { ...said, outcome: "review:issued" }
    : said;
}

/** The code this run has of the campaign, else a new one, unless it is a recovery discount and they had one lately. */
function giveCode(
  run: NaiveRun,
  recovery: boolean,
  now: number,
  customer: NaiveCustomer,
  pastCap: boolean,
): LookedAt {
  const standing = customer.gifts.filter(({ takenBack }) => !takenBack);
  let gift: NaiveGift | undefined = standing.find((one) => one.runId === run.id && one.recovery === recovery);
  if (!gift) {
    const days = customer.shop.recoveryDiscountDays;
    const capped =
      recovery && days !== null && standing.some((one) => one.recovery && one.at > now - days * 86_400_000);
    if (capped && !pastCap) return { kind: "go", port: "not_eligible", outcome: "not_eligible:capped" };
    gift = { runId: run.id, recovery, at: now, takenBack: false };
    customer.gifts.push(gift);
  }
  if (!run.codes.includes(gift)) run.codes.push(gift);
  return { kind: "go", port: "issued" };
}
