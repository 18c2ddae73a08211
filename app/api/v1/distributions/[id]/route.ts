import {
  deleteDistributionContract,
  getDistributionContract,
  updateDistributionContract,
} from "@/lib/contracts/distributions";
import { route } from "@/lib/server/http/route";
import { deleteDistribution } from "@/lib/server/use-cases/distributions/delete-distribution";
import { getDistribution } from "@/lib/server/use-cases/distributions/get-distribution";
import { updateDistribution } from "@/lib/server/use-cases/distributions/update-distribution";

export const GET = route(getDistributionContract, getDistribution);
export const PATCH = route(updateDistributionContract, updateDistribution);
export const DELETE = route(deleteDistributionContract, deleteDistribution);
