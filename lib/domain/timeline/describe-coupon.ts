import type { TimelineEntry } from "./entry";
import { momentWords } from "./moment-words";
import { moneyWords } from "./money-words";

/** A code given to a customer. Times in epoch ms. */
export type LoggedPublication = {
  id: string;
  code: string;
  campaignId: string;
  campaignName: string;
  /** The campaign's discount in words. */
  discount: string;
  source: string;
  flowId: string | null;
  flowName: string | null;
  runId: string | null;
  stepId: string | null;
  expiresAt: number | null;
  releasedAt: number | null;
  createdAt: number;
};

/** A try to use a code. Money in minor units. */
export type LoggedRedemption = {
  id: string;
  code: string;
  campaignName: string;
  runId: string | null;
  status: string;
  failure: string | null;
  orderId: string | null;
  orderAmount: number | null;
  discountAmount: number | null;
  currency: string | null;
  createdAt: number;
};

/** A code that was given, in words. */
export function describePublication(publication: LoggedPublication, zone: string): TimelineEntry {
  const until =
    publication.expiresAt === null ? "" : `, valid until ${momentWords(publication.expiresAt, zone)}`;
  const released =
    publication.releasedAt === null ? "" : `; taken back on ${momentWords(publication.releasedAt, zone)}`;
  return {
    id: `publication:${publication.id}`,
    at: new Date(publication.createdAt).toISOString(),
    kind: "voucher",
    title: `Was given the code ${publication.code}: ${publication.discount}`,
    reason: `From ${publication.campaignName}${until}${released}`,
    code: publication.code,
    ...(publication.runId ? { runId: publication.runId } : {}),
    ...(publication.flowId ? { flowId: publication.flowId } : {}),
    ...(publication.flowName ? { flowName: publication.flowName } : {}),
    ...(publication.stepId ? { stepId: publication.stepId } : {}),
    facts: {
      campaignId: publication.campaignId,
      source: publication.source,
      expiresAt: publication.expiresAt === null ? null : new Date(publication.expiresAt).toISOString(),
    },
  };
}

/** A redemption, or a refused one, in words. */
export function describeRedemption(redemption: LoggedRedemption): TimelineEntry {
  const { code, status, failure, discountAmount, orderAmount, currency, orderId } = redemption;
  const saved = discountAmount ? `, ${moneyWords(discountAmount, currency)} off` : "";
  const order = [
    orderId ? `Order ${orderId}` : "",
    orderAmount ? moneyWords(orderAmount, currency) : "",
  ].filter(Boolean);
  return {
    id: `redemption:${redemption.id}`,
    at: new Date(redemption.createdAt).toISOString(),
    kind: "redemption",
    title:
      status === "failed"
        ? `The code ${code} was refused`
        : status === "rolled_back"
          ? `Used the code ${code}${saved}, later taken back`
          : `Used the code ${code}${saved}`,
    reason: [...(failure ? [failure.replaceAll("_", " ")] : []), redemption.campaignName, ...order].join(
      " · ",
    ),
    code,
    ...(redemption.runId ? { runId: redemption.runId } : {}),
    facts: { status, failure, orderId, orderAmount, discountAmount, currency },
  };
}
