import { withdrawInvitationContract } from "@/lib/contracts/team";
import { route } from "@/lib/server/http/route";
import { withdrawInvitation } from "@/lib/server/use-cases/team/withdraw-invitation";

export const DELETE = route(withdrawInvitationContract, (call) => withdrawInvitation(call));
