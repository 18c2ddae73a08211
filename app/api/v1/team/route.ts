import { listTeamContract } from "@/lib/contracts/team";
import { route } from "@/lib/server/http/route";
import { listTeam } from "@/lib/server/use-cases/team/list-team";

export const GET = route(listTeamContract, (call) => listTeam(call));
