import type { compatBulkVouchers, compatVouchersMetadata } from "@/lib/contracts/compat-imports";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { changeMany } from "./change-many";
import { updateVoucher } from "./update-voucher";

/** Changes many codes, each by what is sent of it. */
export async function bulkVouchers(call: CompatCall<typeof compatBulkVouchers>): Promise<CompatAnswer> {
  authorise(call.actor, "coupons:write");
  return await changeMany(call, "VOUCHERS.BULK_UPDATE", call.body, {
    named: ({ code }) => ({ code }),
    work: ({ code, ...body }) => updateVoucher({ ...call, params: { code }, body }),
  });
}

/** Puts the same metadata on many codes. */
export async function vouchersMetadata(
  call: CompatCall<typeof compatVouchersMetadata>,
): Promise<CompatAnswer> {
  authorise(call.actor, "coupons:write");
  const { codes, metadata } = call.body;
  return await changeMany(call, "VOUCHERS.METADATA_UPDATE", codes, {
    named: (code) => ({ code }),
    work: (code) => updateVoucher({ ...call, params: { code }, body: { metadata } }),
  });
}
