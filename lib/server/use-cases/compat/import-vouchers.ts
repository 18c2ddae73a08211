import type { CompatVoucherBody } from "@/lib/contracts/compat-campaigns";
import { compatVoucherBody } from "@/lib/contracts/compat-campaigns";
import type { compatImportVouchers, compatImportVouchersCsv } from "@/lib/contracts/compat-imports";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { type Clock, systemClock } from "@/lib/server/clock";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import type { CsvLayout, CsvLine } from "@/lib/server/csv/read-csv";
import { transaction } from "@/lib/server/db/pool";
import { keepUpload } from "@/lib/server/http/keep-upload";
import { issuesOf } from "@/lib/server/http/read-json";
import { cellText } from "@/lib/utils/csv";
import { makeVoucher } from "./create-voucher";
import { noteOutcome } from "./note-outcome";
import { ProblemList } from "./problem-list";

type Named = { line: number; code: string; body: CompatVoucherBody };

const TYPE = "VOUCHERS.IMPORT";
// Each stands in a campaign of its own, which costs some ten statements.
const MOST = 2_000;

/** Makes a list of codes of their own: all of them, or none and why. */
export async function importVouchers(
  { actor, body, requestId }: CompatCall<typeof compatImportVouchers>,
  clock: Clock = systemClock,
): Promise<CompatAnswer> {
  authorise(actor, "coupons:write");
  const given = body.map((one, index) => ({ line: index + 1, code: one.code, body: one }));
  return await noteOutcome(actor, TYPE, requestId, await makeAll(actor, given, new ProblemList(), clock()));
}

/** The same from a CSV file. */
export async function importVouchersCsv(
  { actor, request, requestId }: CompatCall<typeof compatImportVouchersCsv>,
  clock: Clock = systemClock,
): Promise<CompatAnswer> {
  authorise(actor, "coupons:write");
  const problems = new ProblemList();
  const given = await keepUpload(request, (file) => readAll(file, problems));
  return await noteOutcome(actor, TYPE, requestId, await makeAll(actor, given, problems, clock()));
}

/** Ends a transaction of which nothing shall stay. */
class Refused extends Error {}

async function makeAll(actor: Actor, given: readonly Named[], problems: ProblemList, now: Date) {
  await transaction(async (client) => {
    for (const { line, code, body } of given)
      await problems.trying(line, () => makeVoucher(client, actor, code, body, now));
    if (problems.count > 0) throw new Refused();
  }).catch((error: unknown) => {
    if (!(error instanceof Refused)) throw error;
  });
  return problems.outcome(problems.count === 0 ? given.length : 0);
}

const COLUMNS = [
  "code",
  "voucher_type",
  "discount_type",
  "value",
  "start_date",
  "expiration_date",
  "redemption_limit",
  "active",
] as const;
type Column = (typeof COLUMNS)[number];
const LAYOUT: CsvLayout<Column> = {
  columns: COLUMNS,
  aliases: {
    "voucher code": "code",
    "voucher type": "voucher_type",
    "discount type": "discount_type",
    "start date": "start_date",
    "expiration date": "expiration_date",
    "redemption limit": "redemption_limit",
    redemption_quantity: "redemption_limit",
  },
  required: ["code"],
  metadata: true,
};

async function readAll(file: string, problems: ProblemList): Promise<Named[]> {
  const given: Named[] = [];
  for await (const line of problems.linesOf(file, LAYOUT)) {
    if (given.length === MOST) {
      problems.add({
        line: line.line,
        column: null,
        message: `At most ${MOST.toLocaleString("en")} codes at once.`,
      });
      break;
    }
    const read = compatVoucherBody.safeParse(bodyOf(line));
    if (read.success) given.push({ line: line.line, code: cellText(line.at("code")), body: read.data });
    else
      for (const { path, message } of issuesOf(read.error))
        problems.add({ line: line.line, column: path, message });
  }
  return given;
}

const WORTH = {
  PERCENT: "percent_off",
  AMOUNT: "amount_off",
  FIXED: "fixed_amount",
  UNIT: "unit_off",
} as const;

function bodyOf({ at, metadata }: CsvLine<Column>): Record<string, unknown> {
  const gift = at("voucher_type").toUpperCase() === "GIFT_VOUCHER";
  const type = at("discount_type").toUpperCase();
  const worth = WORTH[type as keyof typeof WORTH] ?? "value";
  const value = at("value") === "" ? undefined : Number(at("value"));
  const active = at("active").toLowerCase();
  return {
    type: gift ? "GIFT_VOUCHER" : "DISCOUNT_VOUCHER",
    ...(gift ? { gift: { amount: value } } : { discount: { type, [worth]: value } }),
    ...(at("start_date") ? { start_date: at("start_date") } : {}),
    ...(at("expiration_date") ? { expiration_date: at("expiration_date") } : {}),
    ...(at("redemption_limit") ? { redemption: { quantity: Number(at("redemption_limit")) } } : {}),
    ...(active ? { active: active === "true" ? true : active === "false" ? false : active } : {}),
    metadata,
  };
}
