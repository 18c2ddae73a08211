import { chooseWorkspaceContract } from "@/lib/contracts/accounts";
import { workspaceCookie } from "@/lib/server/auth/workspace-cookie";
import { route } from "@/lib/server/http/route";
import { chooseWorkspace } from "@/lib/server/use-cases/accounts/choose-workspace";

export const PUT = route(chooseWorkspaceContract, async (call) => {
  const chosen = await chooseWorkspace(call);
  return Response.json(chosen, { headers: { "set-cookie": workspaceCookie(chosen.workspaceId) } });
});
