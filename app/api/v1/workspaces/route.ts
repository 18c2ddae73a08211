import { createWorkspaceContract, listWorkspacesContract } from "@/lib/contracts/workspaces";
import { route } from "@/lib/server/http/route";
import { createWorkspace } from "@/lib/server/use-cases/workspaces/create-workspace";
import { listWorkspaces } from "@/lib/server/use-cases/workspaces/list-workspaces";

export const GET = route(listWorkspacesContract, (call) => listWorkspaces(call));
export const POST = route(createWorkspaceContract, (call) => createWorkspace(call));
