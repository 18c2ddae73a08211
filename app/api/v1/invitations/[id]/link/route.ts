import { renewInvitationContract } from "@/lib/contracts/team";
import { route } from "@/lib/server/http/route";
import { renewInvitation } from "@/lib/server/use-cases/team/renew-invitation";

export const POST = route(renewInvitationContract, (call) => renewInvitation(call));
