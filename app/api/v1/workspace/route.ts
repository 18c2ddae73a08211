import { showWorkspaceContract, updateWorkspaceContract } from "@/lib/contracts/settings";
import { route } from "@/lib/server/http/route";
import { showWorkspace } from "@/lib/server/use-cases/settings/show-workspace";
import { updateWorkspace } from "@/lib/server/use-cases/settings/update-workspace";

export const GET = route(showWorkspaceContract, (call) => showWorkspace(call));
export const PATCH = route(updateWorkspaceContract, (call) => updateWorkspace(call));
