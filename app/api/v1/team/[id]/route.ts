import { changeRoleContract, removeMemberContract } from "@/lib/contracts/team";
import { route } from "@/lib/server/http/route";
import { changeRole } from "@/lib/server/use-cases/team/change-role";
import { removeMember } from "@/lib/server/use-cases/team/remove-member";

export const PATCH = route(changeRoleContract, (call) => changeRole(call));
export const DELETE = route(removeMemberContract, (call) => removeMember(call));
