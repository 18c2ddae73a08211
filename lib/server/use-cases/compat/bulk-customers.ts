import type { compatBulkCustomers, compatCustomersMetadata } from "@/lib/contracts/compat-imports";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { changeMany } from "./change-many";
import { saveCustomer } from "./save-customer";

/** Makes or changes many customers by their source_id. */
export async function bulkCustomers(call: CompatCall<typeof compatBulkCustomers>): Promise<CompatAnswer> {
  authorise(call.actor, "customers:write");
  return await changeMany(call, "CUSTOMERS.BULK_UPDATE", call.body, {
    named: ({ source_id }) => ({ source_id }),
    work: (body) => saveCustomer({ actor: call.actor, params: {}, body }),
  });
}

/** Puts the same metadata on many customers, who are made when unknown. */
export async function customersMetadata(
  call: CompatCall<typeof compatCustomersMetadata>,
): Promise<CompatAnswer> {
  authorise(call.actor, "customers:write");
  const { source_ids, metadata } = call.body;
  return await changeMany(call, "CUSTOMERS.METADATA_UPDATE", source_ids, {
    named: (source_id) => ({ source_id }),
    work: (source_id) => saveCustomer({ actor: call.actor, params: {}, body: { source_id, metadata } }),
  });
}
