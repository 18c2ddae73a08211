import { describeDiscount } from "@/lib/domain/coupon/describe-discount";
import { datesWhenGiven, endOf } from "@/lib/domain/coupon/validity";
import type { GivenVoucher } from "@/lib/domain/message/context";
import { findGiven } from "./find-given";
import { findReusable } from "./find-reusable";
import { findStandaloneCodes } from "./find-standalone-codes";
import type { IssueRequest, IssueResult, IssueVouchers } from "./issue-types";
import { loadGivingFacts } from "./load-giving-facts";
import { type IssuableCampaign, loadIssuableCampaigns } from "./load-issuable-campaigns";
import { makeCodes } from "./make-codes";
import { putBack } from "./put-back";
import { takeFromPool } from "./take-from-pool";
import { type Given, writePublications } from "./write-publications";

/**
 * Gives codes inside the caller's transaction and writes what was given; answers in the order of the requests. The number of
 * statements does not grow with the number of requests: each step below is at most a few, whatever the batch.
 *
 * A request whose sourceId was answered before gets the same code. Codes that other open transactions hold count as taken.
 */
export const issueVouchers: IssueVouchers = async (client, requests, options) => {
  const { now, random } = options;
  const results = new Map<IssueRequest, IssueResult>();
  const { leaders, followers } = gather(requests);

  const campaigns = options.campaigns ?? (await loadIssuableCampaigns(client, leaders));
  const given = await findGiven(
    client,
    leaders.filter(({ isUnnamed }) => !isUnnamed),
  );
  const asked: IssueRequest[] = [];
  for (const request of leaders) {
    const voucher = given.get(request);
    const campaign = campaignOf(campaigns, request);
    if (voucher) results.set(request, again(voucher));
    else if (!campaign) results.set(request, { kind: "not_eligible", reason: "campaign_missing" });
    else if (!campaign.active) results.set(request, { kind: "not_eligible", reason: "campaign_disabled" });
    else asked.push(request);
  }

  const reusable = await findReusable(client, asked, campaigns, now);
  const fresh = asked.filter((request) => {
    const voucher = reusable.get(request);
    if (voucher) results.set(request, again(voucher));
    return !voucher;
  });

  const refusals = await loadGivingFacts(client, fresh, campaigns, now);
  const wanted = fresh.filter((request) => {
    const reason = refusals.get(request);
    if (reason) results.set(request, { kind: "not_eligible", reason });
    return !reason;
  });

  const codes = await findCodes(client, wanted, campaigns, { now, random });
  for (const request of wanted) if (!codes.has(request)) results.set(request, { kind: "pool_empty" });

  const written = await writePublications(client, codes, { now, random });
  const late: IssueRequest[] = [];
  for (const [request, code] of codes) {
    const publicationId = written.get(request);
    if (!publicationId) late.push(request);
    else {
      const voucher = toGiven(code, campaignOf(campaigns, request)!);
      results.set(request, { kind: "issued", voucher, reused: false, publicationId });
    }
  }
  if (late.length > 0) {
    // Another transaction answered the same sourceId meanwhile: its code stands, ours goes back.
    await putBack(
      client,
      late.map((request) => codes.get(request)!).filter(({ shared }) => !shared),
    );
    const theirs = await findGiven(client, late);
    for (const request of late) {
      const voucher = theirs.get(request);
      results.set(request, voucher ? again(voucher) : { kind: "pool_empty" });
    }
  }

  return requests.map((request) => {
    const leader = followers.get(request);
    const result = results.get(leader ?? request)!;
    return leader && result.kind === "issued" ? again(result.voucher) : result;
  });
};

/** A code that was given before. */
function again(voucher: GivenVoucher): IssueResult {
  return { kind: "issued", voucher, reused: true, publicationId: null };
}

/** Several requests for what is one code, in one batch: the first leads, the others get its answer. */
function gather(requests: readonly IssueRequest[]): {
  leaders: IssueRequest[];
  followers: Map<IssueRequest, IssueRequest>;
} {
  const firsts = new Map<string, IssueRequest>();
  const leaders: IssueRequest[] = [];
  const followers = new Map<IssueRequest, IssueRequest>();
  for (const request of requests) {
    const keys = [`source ${request.workspaceId} ${request.sourceId}`];
    if (request.reuse === "run" && request.runId) keys.push(`run ${request.runId} ${request.campaignId}`);
    if (request.reuse === "unexpired") keys.push(`customer ${request.customerId} ${request.campaignId}`);
    const leader = keys.map((key) => firsts.get(key)).find((first) => first !== undefined);
    if (leader) followers.set(request, leader);
    else leaders.push(request);
    for (const key of keys) if (!firsts.has(key)) firsts.set(key, leader ?? request);
  }
  return { leaders, followers };
}

/** A code for each request that can have one: the one for everybody, one of the pool, or a new one. */
async function findCodes(
  client: Parameters<IssueVouchers>[0],
  requests: readonly IssueRequest[],
  campaigns: ReadonlyMap<string, IssuableCampaign>,
  options: Parameters<IssueVouchers>[2],
): Promise<Map<IssueRequest, Given>> {
  const pairs = requests.map((request) => {
    const campaign = campaignOf(campaigns, request)!;
    return { request, campaign, dates: datesWhenGiven(campaign, options.now) };
  });
  const standalone = await findStandaloneCodes(
    client,
    pairs.filter(({ campaign }) => campaign.type === "standalone"),
  );
  const pooled = await takeFromPool(
    client,
    pairs.filter(({ campaign }) => campaign.type !== "standalone"),
    options.now,
  );
  const missing = pairs.filter(
    ({ request, campaign }) => campaign.type === "auto_update" && !pooled.has(request),
  );
  const made = await makeCodes(client, missing, options);
  return new Map([...standalone, ...pooled, ...made]);
}

function campaignOf(
  campaigns: ReadonlyMap<string, IssuableCampaign>,
  request: IssueRequest,
): IssuableCampaign | undefined {
  const campaign = campaigns.get(request.campaignId);
  return campaign?.workspaceId === request.workspaceId ? campaign : undefined;
}

function toGiven(code: Given, campaign: IssuableCampaign) {
  return {
    id: code.id,
    code: code.code,
    campaignId: campaign.id,
    campaignName: campaign.name,
    discount: describeDiscount(campaign.discount),
    expiresAt: code.expiresAt === null ? null : new Date(code.expiresAt).toISOString(),
    ...endOf(code.expiresAt, campaign.validForMs),
  };
}
