import type { z } from "zod";
import type { codeBatch } from "@/lib/contracts/campaign-codes";
import type { CodeBatchRow } from "@/lib/server/db/coupons/code-batches";

/** A lot of codes in the API's words. */
export function batchOf(row: CodeBatchRow): z.output<typeof codeBatch> {
  const { id, wanted, made, status, failure, created_at } = row;
  return { id, wanted, made, status, failure, createdAt: created_at.toISOString() };
}
