import { setUpContract } from "@/lib/contracts/accounts";
import { route } from "@/lib/server/http/route";
import { setUp } from "@/lib/server/use-cases/accounts/set-up";

export const POST = route(setUpContract, (call) => setUp(call));
