import { z } from "zod";
import { EXPORTED } from "@/lib/domain/list/export";
import { contract } from "./contract";
import { pageOf, pageQuery } from "./paging";

const TAG = "Exports";
const byId = z.object({ id: z.uuid() });

const anExport = z.object({
  id: z.uuid(),
  object: z.enum(EXPORTED),
  fields: z.array(z.string()),
  filters: z.record(z.string(), z.unknown()),
  status: z.enum(["SCHEDULED", "IN_PROGRESS", "DONE", "ERROR"]),
  rows: z.number().int(),
  /** Why it could not be made. */
  failure: z.string().nullable(),
  createdBy: z.string().nullable(),
  createdAt: z.iso.datetime(),
});

export const listExportsContract = contract({
  method: "GET",
  path: "/api/v1/exports",
  summary: "List exports, newest first",
  tag: TAG,
  access: "read",
  query: pageQuery,
  response: pageOf(anExport),
});

export const scheduleExportContract = contract({
  method: "POST",
  path: "/api/v1/exports",
  summary: "Ask for a list as a CSV file",
  description:
    "It is made in the background: ask for it again until its status is DONE, then download it. Files are kept for a week. `filters` and `order` are those of the compatible lists.",
  tag: TAG,
  access: "customers:write",
  body: z.strictObject({
    object: z.enum(EXPORTED),
    fields: z.array(z.string().min(1).max(100)).min(1).max(60).nullish(),
    filters: z.record(z.string().max(100), z.unknown()).nullish(),
    order: z.string().max(60).nullish(),
  }),
  response: anExport,
  status: 201,
});

export const getExportContract = contract({
  method: "GET",
  path: "/api/v1/exports/{id}",
  summary: "Show how far an export is",
  tag: TAG,
  access: "read",
  params: byId,
  response: anExport,
});

export const downloadExportContract = contract({
  method: "GET",
  path: "/api/v1/exports/{id}/file",
  summary: "Download an export as a CSV file",
  tag: TAG,
  access: "read",
  params: byId,
  response: z.string(),
  textType: "text/csv",
});

export const deleteExportContract = contract({
  method: "DELETE",
  path: "/api/v1/exports/{id}",
  summary: "Delete an export with its file",
  tag: TAG,
  access: "customers:write",
  params: byId,
  response: z.undefined(),
  status: 204,
});

export const exportContracts = [
  listExportsContract,
  scheduleExportContract,
  getExportContract,
  downloadExportContract,
  deleteExportContract,
];
