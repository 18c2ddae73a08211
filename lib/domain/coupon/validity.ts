import { countsNow, type Recurrence } from "./recurrence";

/** What of a campaign decides whether its codes count. Times in epoch ms. */
export type CampaignTerms = {
  active: boolean;
  startsAt: number | null;
  endsAt: number | null;
  /** ms a code is valid after it was given; overrides `endsAt` for that code */
  validForMs: number | null;
  /** Days and hours at which codes count, in an IANA zone; all of them unless given. */
  recurrence?: Recurrence & { zone: string };
};

/** What of a code decides whether it counts. Times in epoch ms. */
export type VoucherTerms = {
  active: boolean;
  publishedAt: number | null;
  startsAt: number | null;
  expiresAt: number | null;
  /** null is unlimited */
  quantity: number | null;
  redeemedQuantity: number;
  /** Minor units left on a gift card; null for other codes */
  balance?: number | null;
};

export type InapplicableKey =
  | "voucher_disabled"
  | "voucher_not_active"
  | "voucher_not_active_now"
  | "voucher_expired"
  | "quantity_exceeded";

/** Whether a code counts at a moment, and if not, the key of the error and a sentence why. */
export type VoucherState =
  | { kind: "applicable" }
  | { kind: "inapplicable"; key: InapplicableKey; reason: string };

/**
 * Whether a code may be redeemed at `now`. A code that was given keeps the dates it was given with: later edits of the campaign's
 * dates reach only codes that nobody has yet.
 */
export function voucherState(voucher: VoucherTerms, campaign: CampaignTerms, now: number): VoucherState {
  const { startsAt, expiresAt } = datesOf(voucher, campaign);
  if (!voucher.active) return inapplicable("voucher_disabled", "This code is switched off.");
  if (!campaign.active) return inapplicable("voucher_disabled", "The campaign of this code is switched off.");
  if (startsAt !== null && now < startsAt)
    return inapplicable("voucher_not_active", `This code counts from ${iso(startsAt)}.`);
  if (expiresAt !== null && now >= expiresAt)
    return inapplicable("voucher_expired", `This code expired at ${iso(expiresAt)}.`);
  const { recurrence } = campaign;
  if (recurrence && !countsNow(recurrence, startsAt, recurrence.zone, now))
    return inapplicable("voucher_not_active_now", "This code counts at other days or hours only.");
  if (voucher.balance === 0) return inapplicable("quantity_exceeded", "Nothing is left on this gift card.");
  if (voucher.quantity !== null && voucher.redeemedQuantity >= voucher.quantity) {
    return inapplicable(
      "quantity_exceeded",
      voucher.quantity === 1
        ? "This code has been used."
        : `This code has been used ${voucher.quantity} times, as often as it may.`,
    );
  }
  return { kind: "applicable" };
}

/** From when until when a code counts, in epoch ms; the end itself is outside. */
export function datesOf(
  voucher: Pick<VoucherTerms, "publishedAt" | "startsAt" | "expiresAt">,
  campaign: Pick<CampaignTerms, "startsAt" | "endsAt">,
): { startsAt: number | null; expiresAt: number | null } {
  if (voucher.publishedAt !== null) return { startsAt: voucher.startsAt, expiresAt: voucher.expiresAt };
  return { startsAt: voucher.startsAt ?? campaign.startsAt, expiresAt: voucher.expiresAt ?? campaign.endsAt };
}

/** The dates a code gets when it is given at `now`. */
export function datesWhenGiven(
  campaign: CampaignTerms,
  now: number,
): { startsAt: number | null; expiresAt: number | null } {
  return {
    startsAt: campaign.startsAt,
    expiresAt: campaign.validForMs === null ? campaign.endsAt : now + campaign.validForMs,
  };
}

function inapplicable(key: InapplicableKey, reason: string): VoucherState {
  return { kind: "inapplicable", key, reason };
}

function iso(epochMs: number): string {
  return new Date(epochMs).toISOString();
}

/** What is said of a code that ends at a moment which was the same for whoever was given one; nothing of others. */
export function endOf(expiresAt: number | null, validForMs: number | null): { fixedEnd?: true } {
  return expiresAt !== null && validForMs === null ? { fixedEnd: true } : {};
}
