import { compatListPublications } from "@/lib/contracts/compat-records";
import { publishVoucherContract } from "@/lib/contracts/vouchers";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { listPublications } from "@/lib/server/use-cases/compat/list-publications";
import { publishVoucher } from "@/lib/server/use-cases/coupons/publish-voucher";

export const GET = compatRoute(compatListPublications, (call) => listPublications(call));
export const POST = compatRoute(publishVoucherContract, (call) => publishVoucher(call));
