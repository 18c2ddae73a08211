import { createDistributionContract, listDistributionsContract } from "@/lib/contracts/distributions";
import { route } from "@/lib/server/http/route";
import { createDistribution } from "@/lib/server/use-cases/distributions/create-distribution";
import { listDistributions } from "@/lib/server/use-cases/distributions/list-distributions";

export const GET = route(listDistributionsContract, listDistributions);
export const POST = route(createDistributionContract, createDistribution);
