import { acceptInvitationContract } from "@/lib/contracts/team";
import { workspaceCookie } from "@/lib/server/auth/workspace-cookie";
import { route } from "@/lib/server/http/route";
import { acceptInvitation } from "@/lib/server/use-cases/team/accept-invitation";

export const POST = route(acceptInvitationContract, async (call) => {
  const joined = await acceptInvitation(call);
  return Response.json(joined, {
    headers: { "cache-control": "no-store", "set-cookie": workspaceCookie(joined.workspaceId) },
  });
});
