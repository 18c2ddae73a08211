import { invitePersonContract, listInvitationsContract } from "@/lib/contracts/team";
import { route } from "@/lib/server/http/route";
import { invitePerson } from "@/lib/server/use-cases/team/invite-person";
import { listInvitations } from "@/lib/server/use-cases/team/list-invitations";

export const GET = route(listInvitationsContract, (call) => listInvitations(call));
export const POST = route(invitePersonContract, (call) => invitePerson(call));
