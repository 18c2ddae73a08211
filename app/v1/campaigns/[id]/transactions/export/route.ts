import { compatExportCampaignTransactions } from "@/lib/contracts/compat-transactions";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { exportTransactions } from "@/lib/server/use-cases/compat/export-transactions";

export const POST = compatRoute(compatExportCampaignTransactions, exportTransactions);
