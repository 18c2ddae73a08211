import { compatPublishVoucher } from "@/lib/contracts/compat-extras";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { publishAsVoucher } from "@/lib/server/use-cases/compat/publish-as-voucher";

export const POST = compatRoute(compatPublishVoucher, (call) => publishAsVoucher(call));
