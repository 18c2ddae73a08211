import { listPeopleContract } from "@/lib/contracts/runs";
import { route } from "@/lib/server/http/route";
import { listPeople } from "@/lib/server/use-cases/runs/list-people";

export const GET = route(listPeopleContract, (call) => listPeople(call));
