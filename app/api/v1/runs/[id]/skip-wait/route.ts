import { skipWaitContract } from "@/lib/contracts/runs";
import { route } from "@/lib/server/http/route";
import { skipWait } from "@/lib/server/use-cases/runs/skip-wait";

export const POST = route(skipWaitContract, (call) => skipWait(call));
