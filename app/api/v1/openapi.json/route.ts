import { describeApiContract } from "@/lib/contracts/api-reference";
import { route } from "@/lib/server/http/route";
import { describeApi } from "@/lib/server/use-cases/settings/describe-api";

export const GET = route(describeApiContract, () => describeApi());
