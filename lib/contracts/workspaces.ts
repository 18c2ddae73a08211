import { z } from "zod";
import { ROLES } from "@/lib/domain/access/permissions";
import { newWorkspace } from "./accounts";
import { contract } from "./contract";
import { pageOf, pageQuery } from "./paging";

const TAG = "Workspaces";

const workspaceSummary = z.object({
  id: z.uuid(),
  name: z.string(),
  /** null for an API key, which is no member */
  role: z.enum(ROLES).nullable(),
  members: z.number().int(),
  demo: z.boolean(),
  createdAt: z.iso.datetime(),
});

export const listWorkspacesContract = contract({
  method: "GET",
  path: "/api/v1/workspaces",
  summary: "List one's own workspaces",
  tag: TAG,
  access: "signed-in",
  query: pageQuery,
  response: pageOf(workspaceSummary),
});

export const createWorkspaceContract = contract({
  method: "POST",
  path: "/api/v1/workspaces",
  summary: "Make a workspace and become its owner",
  description: "For signed-in people; an API key belongs to one workspace and makes no other.",
  tag: TAG,
  access: "signed-in",
  body: newWorkspace,
  response: workspaceSummary,
  status: 201,
});

export const workspaceContracts = [listWorkspacesContract, createWorkspaceContract];
