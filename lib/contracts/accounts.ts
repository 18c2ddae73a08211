import { z } from "zod";
import {
  currencyCode,
  emailAddress,
  newPassword,
  personName,
  timeZone,
  workspaceName,
} from "@/lib/domain/access/account";
import { PERMISSIONS } from "@/lib/domain/access/permissions";
import { contract } from "./contract";

const TAG = "Account";

/** What a person chooses about a new workspace. */
export const newWorkspace = z.strictObject({
  name: workspaceName,
  /** IANA zone, used where a customer has none */
  timeZone,
  /** ISO 4217 */
  currency: currencyCode,
});

export const setUpContract = contract({
  method: "POST",
  path: "/api/setup",
  summary: "Make the first account and its workspace",
  description: "Works once, as long as there is no account. From then on people come in by invitation.",
  tag: TAG,
  access: "public",
  body: z.strictObject({
    user: z.strictObject({ name: personName, email: emailAddress, password: newPassword }),
    workspace: newWorkspace,
  }),
  response: z.object({ userId: z.uuid(), workspaceId: z.uuid() }),
  status: 201,
});

export const showMeContract = contract({
  method: "GET",
  path: "/api/v1/me",
  summary: "Who calls, in which workspace, and what they may do there",
  tag: TAG,
  access: "signed-in",
  response: z.object({
    /** null for an API key */
    user: z.object({ id: z.uuid(), name: z.string(), email: z.string() }).nullable(),
    workspace: z.object({
      id: z.uuid(),
      name: z.string(),
      timeZone: z.string(),
      currency: z.string(),
      demo: z.boolean(),
    }),
    role: z.string(),
    permissions: z.array(z.enum(PERMISSIONS)),
    workspaces: z.array(z.object({ id: z.uuid(), name: z.string() })),
    links: z.object({ demoShop: z.string().optional(), inbox: z.string().optional() }),
  }),
});

export const changeNameContract = contract({
  method: "PATCH",
  path: "/api/v1/me",
  summary: "Change one's own name",
  tag: TAG,
  access: "signed-in",
  body: z.strictObject({ name: personName }),
  response: z.object({ id: z.uuid(), name: z.string(), email: z.string() }),
});

export const changePasswordContract = contract({
  method: "PUT",
  path: "/api/v1/me/password",
  summary: "Change one's own password",
  description: "Ends every session that was opened with the old one, this one included: sign in again.",
  tag: TAG,
  access: "signed-in",
  body: z.strictObject({ current: z.string().max(200), next: newPassword }),
  response: z.undefined(),
  status: 204,
});

export const chooseWorkspaceContract = contract({
  method: "PUT",
  path: "/api/v1/me/workspace",
  summary: "Work in another of one's workspaces from now on",
  tag: TAG,
  access: "signed-in",
  body: z.strictObject({ workspaceId: z.uuid() }),
  response: z.object({ workspaceId: z.uuid() }),
});

export const accountContracts = [
  setUpContract,
  showMeContract,
  changeNameContract,
  changePasswordContract,
  chooseWorkspaceContract,
];
