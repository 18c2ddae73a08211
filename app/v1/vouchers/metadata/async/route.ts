import { compatVouchersMetadata } from "@/lib/contracts/compat-imports";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { vouchersMetadata } from "@/lib/server/use-cases/compat/bulk-vouchers";

export const POST = compatRoute(compatVouchersMetadata, (call) => vouchersMetadata(call));
