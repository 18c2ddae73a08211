import { Temporal } from "temporal-polyfill";
import type { CompatCampaignBody, CompatVoucherBody } from "@/lib/contracts/compat-campaigns";
import { type CampaignFields, campaignFields, campaignIssues } from "@/lib/domain/coupon/campaign";
import { issuesOf } from "@/lib/server/http/read-json";
import { CompatError } from "./errors";
import { readDiscount } from "./read-discount";

const TYPES = { STATIC: "static", AUTO_UPDATE: "auto_update", STANDALONE: "standalone" } as const;

/** The characters that clients of the compatible API expect where they name none. */
const USUAL_CHARSET = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

/**
 * The fields of a campaign as the compatible API writes them, over what there is already. What is left out stays; null clears.
 * @param code the one code of a standalone campaign
 * @throws CompatError invalid_campaign_params | invalid_voucher
 */
export function readCampaignFields(
  body: CompatCampaignBody,
  { currency, before, code }: { currency: string; before: CampaignFields | null; code?: string },
): CampaignFields {
  const voucher = body.voucher ?? null;
  const given: Record<string, unknown> = {
    ...(before ?? {}),
    ...present({ name: body.name, metadata: body.metadata === null ? {} : body.metadata }),
    ...present({ description: body.description === null ? "" : body.description }),
    ...(body.join_once == null ? {} : { joinOnce: body.join_once }),
    ...(body.type ? { type: TYPES[body.type] } : before ? {} : { type: code ? "standalone" : "static" }),
    ...timesOf(body, before),
    ...(voucher ? voucherFields(voucher, currency, before) : {}),
    ...(code ? { code } : {}),
    ...(before ? {} : { recovery: false }),
  };
  const read = campaignFields.safeParse(given);
  if (!read.success) {
    const problems = issuesOf(read.error).map(({ path, message }) => `${path}: ${message}`);
    throw new CompatError("invalid_campaign_params", problems.join("; "));
  }
  const issues = campaignIssues(read.data);
  if (issues.length > 0)
    throw new CompatError(
      "invalid_campaign_params",
      issues.map(({ path, message }) => `${path}: ${message}`).join("; "),
    );
  return read.data;
}

function voucherFields(
  voucher: CompatVoucherBody,
  currency: string,
  before: CampaignFields | null,
): Record<string, unknown> {
  const { code_config: config, redemption } = voucher;
  return {
    ...(voucher.discount || voucher.gift || !before ? { discount: readDiscount(voucher, currency) } : {}),
    ...(redemption
      ? { quantityPerCode: redemption.quantity ?? null }
      : before
        ? {}
        : { quantityPerCode: voucher.gift ? null : 1 }),
    ...(config || !before
      ? { codeConfig: { charset: USUAL_CHARSET, ...present({ ...config, initial_count: undefined }, true) } }
      : {}),
    ...timesOf(voucher, before),
  };
}

function timesOf(
  body: CompatCampaignBody | CompatVoucherBody,
  before: CampaignFields | null,
): Record<string, unknown> {
  const recurrence = {
    ...(before?.recurrence ?? {}),
    ...present({
      timeframe: body.validity_timeframe && {
        interval: body.validity_timeframe.interval,
        duration: body.validity_timeframe.duration,
      },
      daysOfWeek: body.validity_day_of_week === null ? [] : body.validity_day_of_week,
      hours:
        body.validity_hours === undefined
          ? undefined
          : (body.validity_hours?.daily ?? []).map(({ start_time, expiration_time, days_of_week }) => ({
              from: start_time,
              until: expiration_time,
              daysOfWeek: days_of_week ?? [],
            })),
    }),
  };
  return {
    ...present({ startsAt: body.start_date, endsAt: body.expiration_date }),
    ...(body.activity_duration_after_publishing === undefined
      ? {}
      : { validForMs: lengthOf(body.activity_duration_after_publishing) }),
    ...(Object.keys(recurrence).length > 0 ? { recurrence } : {}),
  };
}

function lengthOf(text: string | null): number | null {
  if (text === null) return null;
  try {
    return Temporal.Duration.from(text).total({ unit: "milliseconds", relativeTo: "2026-01-01" });
  } catch {
    throw new CompatError(
      "invalid_campaign_params",
      "activity_duration_after_publishing: write a length of time as ISO 8601 does, such as PT48H.",
    );
  }
}

function present(values: Record<string, unknown>, notNull = false): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && (!notNull || value !== null)),
  );
}
