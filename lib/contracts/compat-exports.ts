import { z } from "zod";
import { EXPORTED } from "@/lib/domain/list/export";
import { compatId, compatPage, compatRead, compatWrite, nothing } from "./compat-shared";
import { contract } from "./contract";

const parameters = z.looseObject({
  fields: z.array(z.string().max(100)).nullish(),
  filters: z.record(z.string().max(100), z.unknown()).nullish(),
  order: z.string().max(60).nullish(),
});
const one = { params: compatId, query: nothing };

export const compatListExports = compatRead("/v1/exports", "List exports", {
  params: nothing,
  query: compatPage.extend({ order: z.enum(["created_at", "-created_at"]).optional() }),
});
export const compatScheduleExport = compatWrite("POST", "/v1/exports", "Ask for a list as a CSV file", {
  params: nothing,
  query: nothing,
  body: z.looseObject({
    exported_object: z.enum(EXPORTED, `exported_object is one of ${EXPORTED.join(", ")}.`),
    parameters: parameters.nullish(),
  }),
  access: "customers:write",
});
export const compatExportOrders = compatWrite(
  "POST",
  "/v1/orders/export",
  "Ask for the orders as a CSV file",
  {
    params: nothing,
    query: nothing,
    body: z.looseObject({ parameters: parameters.nullish() }),
    access: "customers:write",
  },
);
export const compatGetExport = compatRead(
  "/v1/exports/{id}",
  "One export, with the address of its file",
  one,
);
export const compatDeleteExport = compatWrite(
  "DELETE",
  "/v1/exports/{id}",
  "Delete an export with its file",
  {
    ...one,
    body: nothing,
    access: "customers:write",
  },
);

export const compatDownloadExport = contract({
  method: "GET",
  path: "/v1/exports/{id}/download",
  summary: "Download an export by the address that it shows",
  tag: "Compatible coupon API",
  access: "public",
  params: compatId,
  query: z.looseObject({ token: z.string().max(200).default("") }),
  response: z.string(),
  textType: "text/csv",
});

export const compatExportContracts = [
  compatListExports,
  compatScheduleExport,
  compatExportOrders,
  compatGetExport,
  compatDeleteExport,
  compatDownloadExport,
];
