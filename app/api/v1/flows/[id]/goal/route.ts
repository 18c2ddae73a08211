import { setGoalContract } from "@/lib/contracts/flow-launches";
import { route } from "@/lib/server/http/route";
import { setGoal } from "@/lib/server/use-cases/flows/set-goal";

export const PUT = route(setGoalContract, (call) => setGoal(call));
