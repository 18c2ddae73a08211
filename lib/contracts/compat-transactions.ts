import { z } from "zod";
import { compatCode, compatId, compatRead, compatWrite, nothing } from "./compat-shared";

const query = z.looseObject({
  limit: z.coerce.number().int().min(1).max(100).default(10),
  page: z.coerce.number().int().min(1).max(1_000).default(1),
  order: z.enum(["id", "-id", "created_at", "-created_at"]).optional(),
  starting_after_id: z.string().max(100).optional(),
});
const exporting = {
  query: nothing,
  body: z.looseObject({
    parameters: z
      .looseObject({
        fields: z.array(z.string().max(100)).nullish(),
        order: z.enum(["created_at", "-created_at"]).nullish(),
      })
      .nullish(),
  }),
  access: "customers:write",
} as const;

export const compatVoucherTransactions = compatRead(
  "/v1/vouchers/{code}/transactions",
  "List what was put onto a gift card and taken off it",
  { params: compatCode, query },
);
export const compatExportVoucherTransactions = compatWrite(
  "POST",
  "/v1/vouchers/{code}/transactions/export",
  "Ask for the transactions of a gift card as a CSV file",
  { params: compatCode, ...exporting },
);
export const compatCampaignTransactions = compatRead(
  "/v1/campaigns/{id}/transactions",
  "List the transactions of all gift cards of a campaign",
  { params: compatId, query },
);
export const compatExportCampaignTransactions = compatWrite(
  "POST",
  "/v1/campaigns/{id}/transactions/export",
  "Ask for the transactions of a campaign's gift cards as a CSV file",
  { params: compatId, ...exporting },
);

export const compatTransactionContracts = [
  compatVoucherTransactions,
  compatExportVoucherTransactions,
  compatCampaignTransactions,
  compatExportCampaignTransactions,
];
