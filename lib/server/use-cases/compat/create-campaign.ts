import { v7 as uuid } from "uuid";
import type { compatCreateCampaign } from "@/lib/contracts/compat-campaigns";
import { poolIssues } from "@/lib/domain/coupon/campaign";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { type Clock, systemClock } from "@/lib/server/clock";
import { answerOnce } from "@/lib/server/compat/answer-once";
import { campaignShape } from "@/lib/server/compat/campaign-shape";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { CompatError } from "@/lib/server/compat/errors";
import { readCampaignFields } from "@/lib/server/compat/read-campaign-fields";
import { readCurrency } from "@/lib/server/db/coupons/read-currency";
import { insertCampaign } from "@/lib/server/db/coupons/save-campaign";
import { pool, type Queryable } from "@/lib/server/db/pool";
import { undisturbed } from "@/lib/server/db/undisturbed";
import { auditCampaign } from "@/lib/server/use-cases/coupons/audit-campaign";
import { generateCodes } from "@/lib/server/use-cases/coupons/generate-codes";
import { bindRules } from "./bind-rules";
import { findCampaignOrFail } from "./find-campaign-or-fail";

type Call = CompatCall<typeof compatCreateCampaign>;

/** Creates a campaign with its first codes, which are made in the background when there are many. */
export async function createCampaign(call: Call, clock: Clock = systemClock): Promise<CompatAnswer> {
  const { actor, body, request } = call;
  authorise(actor, "coupons:write");
  const answer = await undisturbed((client) =>
    answerOnce(client, actor, request, body, () => create(client, actor, body, clock())),
  );
  const count = body.vouchers_count ?? 0;
  if (count > 0 && !answer.replayed) {
    const { id } = await findCampaignOrFail(pool(), actor.workspaceId, body.name);
    await generateCodes({ actor, params: { id }, body: { count } }, clock);
  }
  return answer;
}

async function create(client: Queryable, actor: Actor, body: Call["body"], now: Date): Promise<CompatAnswer> {
  const { workspaceId } = actor;
  const currency = await readCurrency(client, workspaceId);
  if (body.type === "STANDALONE")
    throw new CompatError(
      "invalid_campaign_params",
      "type: make one code for everybody with POST /v1/vouchers/{code}.",
    );
  const fields = readCampaignFields(body, { currency, before: null });
  const issues = poolIssues(fields.codeConfig, body.vouchers_count ?? 0, 0);
  if (issues[0])
    throw new CompatError("invalid_code_config", `${issues[0].message} ${issues[0].fix ?? ""}`.trim());
  const id = uuid();
  if (!(await insertCampaign(client, { ...fields, id, workspaceId }, now)))
    throw new CompatError("duplicate_found", `A campaign is called ${fields.name} already.`, {
      id: fields.name,
      type: "campaign",
    });
  await bindRules(
    client,
    actor,
    body.validation_rules ?? body.voucher.validation_rules,
    { objectType: "campaign", objectId: id },
    now,
  );
  await auditCampaign(client, actor, "created", { id, name: fields.name }, now);
  const campaign = await findCampaignOrFail(client, workspaceId, fields.name);
  const count = body.vouchers_count ?? 0;
  const making =
    count > 0 ? { creation_status: "IN_PROGRESS", vouchers_generation_status: "IN_PROGRESS" } : {};
  return { status: 200, body: { ...campaignShape(campaign, 0), ...making } };
}
