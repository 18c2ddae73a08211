import { z } from "zod";
import { MOST_CODES } from "@/lib/domain/coupon/campaign";
import { contract } from "./contract";
import { pageOf, pageQuery } from "./paging";

const TAG = "Coupons";
const moment = z.iso.datetime();
const byId = z.object({ id: z.uuid() });

/** A lot of codes being made. */
export const codeBatch = z.object({
  id: z.uuid(),
  wanted: z.number().int(),
  made: z.number().int(),
  status: z.enum(["running", "done", "failed"]),
  failure: z.string().nullable(),
  createdAt: moment,
});

const problemsOfLines = z.array(
  z.object({ line: z.number().int(), column: z.string().nullable(), message: z.string() }),
);

/** A file of codes being taken in: looked at line by line first, and then written as a whole or not at all. */
export const codeImport = z.object({
  id: z.uuid(),
  fileName: z.string(),
  /** refused: lines of it cannot be taken. failed: something else, see failure. Of both nothing is taken in. */
  status: z.enum(["checking", "writing", "done", "refused", "failed"]),
  /** Lines looked at so far. */
  lines: z.number().int(),
  /** Codes in the file, known once all lines were looked at; of them written so far, and given to a customer. */
  codes: z.number().int(),
  written: z.number().int(),
  given: z.number().int(),
  /** How many lines were refused, and the first hundred of them with why. */
  refused: z.number().int(),
  problems: problemsOfLines,
  failure: z.string().nullable(),
  createdAt: moment,
});

const customerName = z.object({ id: z.uuid(), name: z.string() });

/** One code of a campaign. */
export const campaignVoucher = z.object({
  id: z.uuid(),
  code: z.string(),
  state: z.enum(["free", "given", "used", "not_yet", "expired", "off"]),
  customer: customerName.nullable(),
  runId: z.uuid().nullable(),
  givenAt: moment.nullable(),
  expiresAt: moment.nullable(),
  quantity: z.number().int().nullable(),
  redeemedQuantity: z.number().int(),
});

/** One use of a code, or a refused try. */
export const campaignRedemption = z.object({
  id: z.uuid(),
  code: z.string(),
  status: z.enum(["succeeded", "failed", "rolled_back"]),
  failure: z.string().nullable(),
  customer: customerName.nullable(),
  orderId: z.string().nullable(),
  orderAmount: z.number().int().nullable(),
  discountAmount: z.number().int().nullable(),
  currency: z.string().nullable(),
  createdAt: moment,
});

export const listCampaignVouchersContract = contract({
  method: "GET",
  path: "/api/v1/campaigns/{id}/vouchers",
  summary:
    "List the codes of a campaign, newest first; search by a whole code or a customer's id, e-mail or phone",
  tag: TAG,
  access: "read",
  params: byId,
  query: pageQuery.extend({
    search: z.string().trim().max(255).optional(),
    state: z.enum(["free", "given", "used"]).optional(),
  }),
  response: pageOf(campaignVoucher),
});

export const exportCodesContract = contract({
  method: "GET",
  path: "/api/v1/campaigns/{id}/vouchers/export",
  summary:
    "The codes of a campaign as a CSV file; columns=emails joins them with their customers' e-mail addresses",
  tag: TAG,
  access: "coupons:write",
  params: byId,
  query: z.object({ columns: z.enum(["all", "emails"]).default("all") }),
  response: z.string(),
  textType: "text/csv",
});

export const listCampaignRedemptionsContract = contract({
  method: "GET",
  path: "/api/v1/campaigns/{id}/redemptions",
  summary: "List what codes of a campaign were used for, and refused tries, newest first",
  tag: TAG,
  access: "read",
  params: byId,
  query: pageQuery,
  response: pageOf(campaignRedemption),
});

export const generateCodesContract = contract({
  method: "POST",
  path: "/api/v1/campaigns/{id}/codes",
  summary: "Make codes for a fixed pool: at once up to 1,000, else in the background with progress",
  tag: TAG,
  access: "coupons:write",
  params: byId,
  body: z.strictObject({
    count: z
      .number("Enter how many codes to make.")
      .int("Enter a whole number.")
      .min(1, "Enter at least 1.")
      .max(MOST_CODES, `At most ${MOST_CODES.toLocaleString("en")} codes at once.`),
  }),
  response: codeBatch,
  status: 202,
});

export const importCodesContract = contract({
  method: "POST",
  path: "/api/v1/campaigns/{id}/codes/import",
  summary: "Add codes from a CSV, or check it first; a file with one bad line is refused whole",
  description:
    "The body is the file itself (text/csv), read as it arrives, up to 1 GB; also as the file of a form. Columns: code, and if wanted email (whom the code is given to), starts_at, expires_at, max_redemptions, active and metadata.<name>. With ?check=true nothing is written.",
  tag: TAG,
  access: "coupons:write",
  params: byId,
  query: z.object({
    check: z
      .enum(["true", "false"])
      .transform((text) => text === "true")
      .optional(),
  }),
  response: z.object({
    /** Whether the codes are in the campaign now. */
    imported: z.boolean(),
    /** Lines of codes in the file, and how many of them give their code to a customer. */
    codes: z.number().int(),
    given: z.number().int(),
    /** How many lines were refused, and the first hundred of them with why. */
    refused: z.number().int(),
    problems: problemsOfLines,
    /** The first lines as they were understood. */
    preview: z.array(z.object({ code: z.string(), email: z.string().nullable() })),
  }),
});

export const beginImportContract = contract({
  method: "POST",
  path: "/api/v1/campaigns/{id}/codes/imports",
  summary: "Add codes from a CSV in the background; the campaign says how far it is",
  description:
    "The body is the file as for codes/import. It is answered as soon as the whole file has arrived; a request that ends before leaves nothing behind. The campaign's `import` then tells the lines looked at and the codes written, and at the end what was refused.",
  tag: TAG,
  access: "coupons:write",
  params: byId,
  query: z.object({
    /** What the file is called, for those who look at its progress. */
    name: z.string().trim().max(255).optional(),
  }),
  response: codeImport,
  status: 202,
});

export const importProblemsContract = contract({
  method: "GET",
  path: "/api/v1/campaigns/{id}/codes/imports/problems",
  summary: "The lines of the latest file that could not be taken in, as a CSV file: the first 10,000",
  tag: TAG,
  access: "coupons:write",
  params: byId,
  response: z.string(),
  textType: "text/csv",
});

export const forgetImportContract = contract({
  method: "DELETE",
  path: "/api/v1/campaigns/{id}/codes/imports",
  summary: "Show how the latest file ended no more; the codes stay",
  tag: TAG,
  access: "coupons:write",
  params: byId,
  response: z.undefined(),
  status: 204,
});

export const campaignCodeContracts = [
  listCampaignVouchersContract,
  exportCodesContract,
  listCampaignRedemptionsContract,
  generateCodesContract,
  importCodesContract,
  beginImportContract,
  importProblemsContract,
  forgetImportContract,
];
