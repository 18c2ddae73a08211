import { v7 as uuid } from "uuid";
import type { compatCreateCampaign } from "@/lib/contracts/compat-campaigns";
import { poolIssues } from "@/lib/domain/coupon/campaign";
import { authorise } from "@/lib/server/auth/actor";
import { type Clock, systemClock } from "@/lib/server/clock";
import { answerOnce } from "@/lib/server/compat/answer-once";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { CompatError } from "@/lib/server/compat/errors";
import { readCampaignFields } from "@/lib/server/compat/read-campaign-fields";
import { readCurrency } from "@/lib/server/db/coupons/read-currency";
import { insertCampaign } from "@/lib/server/db/coupons/save-campaign";
import type { Queryable } from "@/lib/server/db/pool";
import { undisturbed } from "@/lib/server/db/undisturbed";
import { auditCampaign } from "@/lib/server/use-cases/coupons/audit-campaign";
import { beginCodes } from "@/lib/server/use-cases/coupons/begin-codes";
import { makeCodesAtOnce } from "@/lib/server/use-cases/coupons/make-codes-at-once";
import { bindRules } from "./bind-rules";
import { campaignObjects } from "./campaign-objects";
import { findCampaignOrFail } from "./find-campaign-or-fail";

type Call = CompatCall<typeof compatCreateCampaign>;

/** Creates a campaign with its first codes, begun in the same transaction; a worker makes them when there are many. */
export async function createCampaign(call: Call, clock: Clock = systemClock): Promise<CompatAnswer> {
  const { actor, body, request } = call;
  authorise(actor, "coupons:write");
  const lots: string[] = [];
  const answer = await undisturbed((client) =>
    answerOnce(client, actor, request, body, () => create(client, call, lots, clock())),
  );
  const lot = lots.at(-1);
  if (lot !== undefined) await makeCodesAtOnce(lot, { count: body.vouchers_count ?? 0, clock });
  return answer;
}

async function create(
  client: Queryable,
  { actor, body }: Call,
  lots: string[],
  now: Date,
): Promise<CompatAnswer> {
  const { workspaceId } = actor;
  const currency = await readCurrency(client, workspaceId);
  if (body.type === "STANDALONE")
    throw new CompatError(
      "invalid_campaign_params",
      "type: make one code for everybody with POST /v1/vouchers/{code}.",
    );
  const fields = readCampaignFields(body, { currency, before: null });
  const count = body.vouchers_count ?? 0;
  const issues = poolIssues(fields.codeConfig, count, 0);
  if (issues[0])
    throw new CompatError("invalid_code_config", `${issues[0].message} ${issues[0].fix ?? ""}`.trim());
  const id = uuid();
  if (!(await insertCampaign(client, { ...fields, id, workspaceId }, now)))
    throw new CompatError("duplicate_found", `A campaign is called ${fields.name} already.`, {
      id: fields.name,
      type: "campaign",
    });
  await auditCampaign(client, actor, "created", { id, name: fields.name }, now);
  const rules = body.validation_rules ?? body.voucher.validation_rules;
  await bindRules(client, actor, rules, { objectType: "campaign", objectId: id }, now);
  if (count > 0) lots.push(await beginCodes(client, actor, id, count, now));
  const campaign = await findCampaignOrFail(client, workspaceId, fields.name);
  const [shape] = await campaignObjects(client, workspaceId, [campaign]);
  return { status: 200, body: shape };
}
