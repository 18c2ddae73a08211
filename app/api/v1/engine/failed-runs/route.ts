import { listFailedRunsContract } from "@/lib/contracts/engine";
import { route } from "@/lib/server/http/route";
import { listFailedRuns } from "@/lib/server/use-cases/engine/list-failed-runs";

export const GET = route(listFailedRunsContract, (call) => listFailedRuns(call));
