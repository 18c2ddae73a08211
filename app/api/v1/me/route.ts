import { changeNameContract, showMeContract } from "@/lib/contracts/accounts";
import { route } from "@/lib/server/http/route";
import { changeName } from "@/lib/server/use-cases/accounts/change-name";
import { showMe } from "@/lib/server/use-cases/accounts/show-me";

export const GET = route(showMeContract, (call) => showMe(call));
export const PATCH = route(changeNameContract, (call) => changeName(call));
