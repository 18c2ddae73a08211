import { retryRunContract } from "@/lib/contracts/runs";
import { route } from "@/lib/server/http/route";
import { retryRun } from "@/lib/server/use-cases/runs/retry-run";

export const POST = route(retryRunContract, (call) => retryRun(call));
