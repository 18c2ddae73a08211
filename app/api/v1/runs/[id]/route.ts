import { getRunContract } from "@/lib/contracts/runs";
import { route } from "@/lib/server/http/route";
import { getRun } from "@/lib/server/use-cases/runs/get-run";

export const GET = route(getRunContract, (call) => getRun(call));
