import { randomBytes } from "node:crypto";
import type pg from "pg";
import type { publishVoucherContract } from "@/lib/contracts/vouchers";
import { authorise } from "@/lib/server/auth/actor";
import { type Clock, systemClock } from "@/lib/server/clock";
import { answerOnce } from "@/lib/server/compat/answer-once";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { CompatError, type CompatResource } from "@/lib/server/compat/errors";
import { publicId } from "@/lib/server/compat/ids";
import { assignVoucher } from "@/lib/server/db/coupons/assign-voucher";
import { findOwnCode } from "@/lib/server/db/coupons/find-own-code";
import type { IssueRequest } from "@/lib/server/db/coupons/issue-types";
import { issueVouchers } from "@/lib/server/db/coupons/issue-vouchers";
import { lockOwnCode } from "@/lib/server/db/coupons/lock-own-code";
import { readPublication } from "@/lib/server/db/coupons/read-publication";
import { readVoucher } from "@/lib/server/db/coupons/read-voucher";
import { writePublications } from "@/lib/server/db/coupons/write-publications";
import { pool, transaction } from "@/lib/server/db/pool";
import { answerRefusal } from "./answer-refusal";
import { findTerms } from "./find-terms";
import { identifyShopper, type Shopper } from "./identify-shopper";
import { inChange } from "./in-change";
import { publishQuickly } from "./publish-quickly";
import { answerOf, countOf, joinsOnce, requestOf } from "./publishing";

type Call = CompatCall<typeof publishVoucherContract>;

/**
 * Gives a customer a code: the next of a campaign, or a certain one that nobody has. The same source_id gives the same code again,
 * and so does the same Idempotency-Key; a campaign of one code for each customer gives everybody theirs again.
 */
export async function publishVoucher(call: Call, clock: Clock = systemClock): Promise<CompatAnswer> {
  const { actor, body, request } = call;
  authorise(actor, "coupons:write");
  const now = clock();
  const shopper = await identifyShopper(actor, body.customer, now);
  if (!shopper) throw new CompatError("invalid_customer", "customer: send id, source_id, email or phone.");
  const keyed = request.headers.has("idempotency-key");
  // Outside a transaction it may also be that somebody gives under the same source id at this moment: then nothing has happened.
  const quick = keyed ? null : await publishQuickly(pool(), call, shopper, now.getTime());
  if (quick) return quick;
  return await transaction((client) =>
    answerOnce(client, actor, request, body, async () => {
      const give = async () => {
        if (countOf(call) > 1) return await publishSeveral(client, call, shopper, now.getTime());
        const first =
          keyed && !body.source_id ? await publishQuickly(client, call, shopper, now.getTime()) : null;
        return first ?? (await publish(client, call, shopper, now.getTime()));
      };
      return keyed ? await answerRefusal(client, call, give) : await give();
    }),
  );
}

/** Gives several codes of a campaign, or none when there are not that many. */
async function publishSeveral(
  client: pg.ClientBase,
  call: Call,
  shopper: Shopper,
  now: number,
): Promise<CompatAnswer> {
  const { body } = call;
  const count = countOf(call);
  if (count > MOST_AT_ONCE)
    throw new CompatError("invalid_publish_params", `campaign.count: at most ${MOST_AT_ONCE} at once.`);
  if (joinsOnce(call))
    throw new CompatError(
      "invalid_publish_params",
      "campaign.count: with join_once a customer gets one code.",
    );
  const given: { voucher: { code: string }; vouchers_id: string[] }[] = [];
  for (let number = 1; number <= count; number++) {
    // The first under the id that was sent, so that asking for one with it finds that one.
    const source_id = body.source_id && number > 1 ? `${body.source_id}#${number}` : body.source_id;
    const campaign = { ...(body.campaign as object), count: 1 };
    const one = await publish(client, { ...call, body: { ...body, campaign, source_id } }, shopper, now);
    given.push(one.body as (typeof given)[number]);
  }
  const codes = given.map(({ voucher }) => voucher.code);
  if (new Set(codes).size < count)
    throw new CompatError(
      "invalid_publish_params",
      "campaign.count: this campaign gives a customer one code.",
    );
  const { voucher: _one, ...first } = given[0] ?? { voucher: null };
  return {
    status: 200,
    body: { ...first, vouchers: codes, vouchers_id: given.flatMap(({ vouchers_id }) => vouchers_id) },
  };
}

const MOST_AT_ONCE = 20;

async function publish(
  client: pg.ClientBase,
  call: Call,
  shopper: Shopper,
  now: number,
): Promise<CompatAnswer> {
  const { actor, body } = call;
  const request = requestOf(call, shopper);
  const { code, publicationId } = body.voucher
    ? await publishCertain(client, request, body.voucher, now)
    : await publishNext(client, request, body.campaign, now);
  const voucher = await readVoucher(client, actor.workspaceId, code);
  const publication = publicationId
    ? { id: publicationId, ...request, createdAt: new Date(now) }
    : await readPublication(client, actor.workspaceId, request.sourceId);
  if (!voucher) throw new CompatError("not_found", `There is no voucher with the code ${code}.`);
  if (publication && publication.customerId !== shopper.customerId) {
    throw new CompatError(
      "invalid_publish_params",
      "source_id: another customer was given a code under it. Use a new one.",
      {
        id: publicId("pub", publication.id),
        type: "publication",
      },
    );
  }
  return answerOf(call, shopper, { voucher, publication }, now);
}

/** A code, and the row that says it was given; null where it was given before. */
type Published = { code: string; publicationId: string | null };

async function publishNext(
  client: pg.ClientBase,
  request: Omit<IssueRequest, "campaignId">,
  campaign: Call["body"]["campaign"],
  now: number,
): Promise<Published> {
  const { terms, resource } = await findTerms(client, request.workspaceId, campaign);
  if (!terms) throw new CompatError("not_found", `There is no campaign ${resource.id}.`, resource);
  const joins = terms.joinOnce && terms.active;
  if (joins || request.reuse === "unexpired") await lockOwnCode(client, request.customerId, terms.id);
  const own = joins ? await findOwnCode(client, request.customerId, terms.id) : null;
  if (own !== null) return { code: own, publicationId: null };
  const [result] = await issueVouchers(client, [{ ...request, campaignId: terms.id }], {
    now,
    random: randomBytes,
    campaigns: new Map([[terms.id, terms]]),
  });
  if (result?.kind === "issued") return { code: result.voucher.code, publicationId: result.publicationId };
  const off = result?.kind === "not_eligible" && result.reason === "campaign_disabled";
  if (off && terms.givingRests) throw inChange();
  const why = off
    ? "The campaign is switched off."
    : result?.kind === "not_eligible"
      ? "The campaign is over."
      : "The campaign has no code left that nobody has. Add codes, or let it make them as needed.";
  throw new CompatError("no_voucher_suitable_for_publication", why, resource);
}

async function publishCertain(
  client: pg.ClientBase,
  request: Omit<IssueRequest, "campaignId">,
  code: string,
  now: number,
): Promise<Published> {
  const resource: CompatResource = { id: code, type: "voucher" };
  const earlier = await readPublication(client, request.workspaceId, request.sourceId);
  if (earlier) return { code: earlier.code, publicationId: null };
  const voucher = await readVoucher(client, request.workspaceId, code);
  if (!voucher) throw new CompatError("not_found", `There is no voucher with the code ${code}.`, resource);
  if (!voucher.active || !voucher.campaign.active)
    throw new CompatError("no_voucher_suitable_for_publication", "This code is switched off.", resource);
  if (voucher.campaign.givingRests) throw inChange();
  const shared = voucher.campaign.type === "standalone" && !voucher.campaign.ownCode;
  if (!shared && voucher.customerId === request.customerId) return { code, publicationId: null };
  if (!shared && !(await assignVoucher(client, voucher, request.customerId, now))) {
    const current = await readVoucher(client, request.workspaceId, code);
    if (current && current.customerId === null) {
      const why = "This code was used already or has expired. Give another.";
      throw new CompatError("no_voucher_suitable_for_publication", why, resource);
    }
    throw new CompatError("voucher_already_published", "Another customer has this code.", resource);
  }
  const given = { shard: voucher.shard, id: voucher.id, code, expiresAt: null, shared };
  const written = await writePublications(
    client,
    new Map([[{ ...request, campaignId: voucher.campaign.id }, given]]),
    {
      now,
      random: randomBytes,
    },
  );
  const [publicationId] = written.values();
  if (publicationId === undefined) {
    throw new CompatError(
      "invalid_publish_params",
      "source_id: another publication with it is on its way. Try again.",
      resource,
    );
  }
  return { code, publicationId };
}
