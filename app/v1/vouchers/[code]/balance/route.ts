import { compatAddBalance } from "@/lib/contracts/compat-campaigns";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { addBalance } from "@/lib/server/use-cases/compat/add-balance";

export const POST = compatRoute(compatAddBalance, (call) => addBalance(call));
