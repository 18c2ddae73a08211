import { readInvitationContract } from "@/lib/contracts/team";
import { route } from "@/lib/server/http/route";
import { readInvitation } from "@/lib/server/use-cases/team/read-invitation";

export const POST = route(readInvitationContract, (call) => readInvitation(call));
