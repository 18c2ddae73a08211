import { changeSegmentMembersContract, listSegmentMembersContract } from "@/lib/contracts/segments";
import { route } from "@/lib/server/http/route";
import { changeMembers } from "@/lib/server/use-cases/segments/change-members";
import { listMembers } from "@/lib/server/use-cases/segments/list-members";

export const GET = route(listSegmentMembersContract, (call) => listMembers(call));
export const POST = route(changeSegmentMembersContract, (call) => changeMembers(call));
