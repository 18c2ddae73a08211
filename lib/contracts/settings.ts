import { z } from "zod";
import { currencyCode, timeZone, workspaceName } from "@/lib/domain/access/account";
import { workspaceSettings } from "@/lib/domain/workspace/settings";
import { contract } from "./contract";
import { pageOf, pageQuery } from "./paging";

const TAG = "Workspace";

const workspace = z.object({
  id: z.uuid(),
  name: z.string(),
  /** IANA */
  timeZone: z.string(),
  /** ISO 4217 */
  currency: z.string(),
  demo: z.boolean(),
  settings: workspaceSettings,
  createdAt: z.iso.datetime(),
});

export const showWorkspaceContract = contract({
  method: "GET",
  path: "/api/v1/workspace",
  summary: "The workspace with its settings",
  tag: TAG,
  access: "read",
  response: workspace,
});

/** Each part that is sent replaces that part whole; what is left out stays. */
const settingsChange = z
  .strictObject({
    caps: workspaceSettings.shape.caps.unwrap(),
    capPolicy: workspaceSettings.shape.capPolicy.unwrap(),
    recoveryDiscountDays: workspaceSettings.shape.recoveryDiscountDays.unwrap(),
    quietHours: workspaceSettings.shape.quietHours
      .unwrap()
      .refine((hours) => hours?.from !== hours?.until || hours === null, {
        path: ["until"],
        message: "Quiet hours that end when they begin are none. Choose another end, or turn them off.",
      }),
    quietHoursPolicy: workspaceSettings.shape.quietHoursPolicy.unwrap(),
    consentPolicy: workspaceSettings.shape.consentPolicy.unwrap(),
    undefinedEvents: workspaceSettings.shape.undefinedEvents.unwrap(),
    maxEventAgeDays: workspaceSettings.shape.maxEventAgeDays.unwrap(),
    retentionMonths: workspaceSettings.shape.retentionMonths.unwrap(),
    brand: workspaceSettings.shape.brand.unwrap(),
  })
  .partial();

export const updateWorkspaceContract = contract({
  method: "PATCH",
  path: "/api/v1/workspace",
  summary: "Change the workspace's name, zone, currency or settings",
  description:
    "A part of the settings that is sent replaces that part whole; what is left out stays as it is.",
  tag: TAG,
  access: "workspace:write",
  body: z
    .strictObject({ name: workspaceName, timeZone, currency: currencyCode, settings: settingsChange })
    .partial(),
  response: workspace,
});

export const listAuditContract = contract({
  method: "GET",
  path: "/api/v1/audit",
  summary: "Who changed what, newest first",
  tag: TAG,
  access: "read",
  query: pageQuery.extend({ objectId: z.string().max(255).optional() }),
  response: pageOf(
    z.object({
      id: z.string(),
      at: z.iso.datetime(),
      actor: z.object({ kind: z.enum(["user", "key", "system"]), name: z.string() }),
      /** noun.verb */
      action: z.string(),
      objectType: z.string(),
      objectId: z.string(),
      detail: z.record(z.string(), z.unknown()),
    }),
  ),
});

export const settingsContracts = [showWorkspaceContract, updateWorkspaceContract, listAuditContract];
