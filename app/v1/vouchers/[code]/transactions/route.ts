import { compatVoucherTransactions } from "@/lib/contracts/compat-transactions";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { listTransactions } from "@/lib/server/use-cases/compat/list-transactions";

export const GET = compatRoute(compatVoucherTransactions, listTransactions);
