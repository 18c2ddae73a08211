import { launchDistributionContract } from "@/lib/contracts/distributions";
import { route } from "@/lib/server/http/route";
import { launchDistribution } from "@/lib/server/use-cases/distributions/launch-distribution";

export const POST = route(launchDistributionContract, launchDistribution);
