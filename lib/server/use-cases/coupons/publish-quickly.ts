import { randomBytes } from "node:crypto";
import type { CompatAnswer } from "@/lib/server/compat/compat-route";
import { type GivenNow, giveOne } from "@/lib/server/db/coupons/give-one";
import type { IssuableCampaign } from "@/lib/server/db/coupons/load-issuable-campaigns";
import { rememberCampaign, rememberedCampaign } from "@/lib/server/db/coupons/remembered-campaigns";
import type { Queryable } from "@/lib/server/db/pool";
import { findTerms } from "./find-terms";
import type { Shopper } from "./identify-shopper";
import { answerOf, countOf, type Giving, joinsOnce, type PublishCall, requestOf } from "./publishing";

/**
 * The usual publication in one statement: one new code of a campaign, whose terms are those this process read last unless the statement finds that they
 * are others now. Null where anything else is asked for or stands in its way; nothing is written then. `now` in epoch ms.
 * @param client in a transaction, only without a source id of the caller's, or without one
 */
export async function publishQuickly(
  client: Queryable,
  call: PublishCall,
  shopper: Shopper,
  now: number,
): Promise<CompatAnswer | null> {
  const { body, actor } = call;
  if (body.voucher || !body.campaign || countOf(call) > 1 || joinsOnce(call)) return null;
  const asked = requestOf(call, shopper);
  const called = JSON.stringify(body.campaign);
  const remembered = rememberedCampaign(actor.workspaceId, called);
  let given = remembered && (await giveNow(client, asked, remembered, now));
  if (!given) {
    const { terms } = await findTerms(client, actor.workspaceId, body.campaign);
    rememberCampaign(actor.workspaceId, called, terms);
    // The same terms once more would be refused once more.
    if (terms && terms.version !== remembered?.version) given = await giveNow(client, asked, terms, now);
  }
  if (!given) return null;
  const { voucher, publicationId } = given;
  const publication = { ...asked, id: publicationId, createdAt: new Date(now) };
  return answerOf(call, shopper, { voucher, publication }, now);
}

async function giveNow(
  client: Queryable,
  asked: Giving,
  terms: IssuableCampaign,
  now: number,
): Promise<GivenNow | null> {
  const over = terms.endsAt !== null && now >= terms.endsAt;
  if (
    !terms.active ||
    over ||
    terms.joinOnce ||
    terms.type === "standalone" ||
    terms.discount.type === "gift"
  )
    return null;
  try {
    return await giveOne(client, asked, terms, { now, random: randomBytes });
  } catch (error) {
    // Somebody else is giving under the same source id: theirs will stand.
    if ((error as { code?: string }).code === UNIQUE_VIOLATION) return null;
    throw error;
  }
}

const UNIQUE_VIOLATION = "23505";
