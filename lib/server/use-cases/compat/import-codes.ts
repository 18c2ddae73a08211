import type { compatImportCodes, compatImportCodesCsv } from "@/lib/contracts/compat-imports";
import { emailAddress } from "@/lib/domain/customer/identity";
import { authorise } from "@/lib/server/auth/actor";
import { type Clock, systemClock } from "@/lib/server/clock";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { CompatError } from "@/lib/server/compat/errors";
import type { CsvProblem } from "@/lib/server/csv/read-csv";
import type { CampaignRow } from "@/lib/server/db/coupons/campaign-row";
import { readCampaign } from "@/lib/server/db/coupons/read-campaign";
import { pool } from "@/lib/server/db/pool";
import { importLines } from "@/lib/server/use-cases/coupons/import-lines";
import { type CodeLine, codeText, readCodesCsv } from "@/lib/server/use-cases/coupons/read-codes-csv";
import { findCampaignOrFail } from "./find-campaign-or-fail";
import { noteOutcome, type Outcome } from "./note-outcome";
import { takeFile } from "./take-file";

const TYPE = "CAMPAIGN.VOUCHERS_IMPORT";
type Lines = Parameters<typeof importLines>[0]["lines"];

/** Adds a list of codes to a campaign: all of them, or none and why. The action that is answered says which. */
export async function importCodes(
  call: CompatCall<typeof compatImportCodes>,
  clock: Clock = systemClock,
): Promise<CompatAnswer> {
  authorise(call.actor, "coupons:write");
  const campaign = await poolOrFail(call);
  const taken = await take(call, campaign, (problem) => linesOf(call.body, problem), "api", clock);
  return await noteOutcome(call.actor, TYPE, call.requestId, taken);
}

/** The same from a CSV file. */
export async function importCodesCsv(
  call: CompatCall<typeof compatImportCodesCsv>,
  clock: Clock = systemClock,
): Promise<CompatAnswer> {
  authorise(call.actor, "coupons:write");
  const campaign = await poolOrFail(call);
  const takeIn = (file: string) =>
    take(call, campaign, (problem) => readCodesCsv(file, problem), "csv", clock);
  return await takeFile(call, TYPE, takeIn, clock);
}

type Call = CompatCall<typeof compatImportCodes> | CompatCall<typeof compatImportCodesCsv>;

async function poolOrFail({ actor, params }: Call): Promise<CampaignRow> {
  const { id, type } = await findCampaignOrFail(pool(), actor.workspaceId, params.id);
  if (type === "standalone")
    throw new CompatError("invalid_campaign_params", "This campaign has one code for everybody.");
  const row = await readCampaign(pool(), actor.workspaceId, id);
  if (!row) throw new CompatError("not_found", `There is no campaign ${params.id}.`);
  return row;
}

async function take(
  { actor }: Call,
  campaign: CampaignRow,
  lines: Lines,
  from: "csv" | "api",
  clock: Clock,
): Promise<Outcome> {
  const { imported, codes, refused, problems } = await importLines({
    actor,
    campaign,
    lines,
    check: false,
    now: clock(),
    from,
  });
  return { done: imported ? codes : 0, failedCount: refused, failed: problems };
}

type Given = CompatCall<typeof compatImportCodes>["body"];

/** The codes of a list, by their place in it from 1. */
async function* linesOf(given: Given, problem: (problem: CsvProblem) => void): AsyncGenerator<CodeLine> {
  for (const [index, one] of given.entries()) {
    const line = index + 1;
    const code = codeText.safeParse(one.code);
    if (!code.success) {
      problem({ line, column: "code", message: code.error.issues[0]?.message ?? "This is not a code." });
      continue;
    }
    const email = emailAddress.safeParse(one.email);
    yield {
      line,
      code: code.data,
      email: email.success ? email.data : null,
      startsAt: one.start_date ? new Date(one.start_date) : null,
      expiresAt: one.expiration_date ? new Date(one.expiration_date) : null,
      quantity: one.redemption ? (one.redemption.quantity ?? null) : undefined,
      active: one.active !== false,
      metadata: one.metadata ?? {},
    };
  }
}
