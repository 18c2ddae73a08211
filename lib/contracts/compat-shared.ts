import { z } from "zod";
import type { Permission } from "@/lib/domain/access/permissions";
import { listFilters, span } from "@/lib/domain/list/narrowing";
import { contract } from "./contract";

const TAG = "Compatible coupon API";
const shape = z.looseObject({});

/** Query of the compatible API's lists: pages from 1. */
export const compatPage = z.looseObject({
  limit: z.coerce.number().int().min(1).max(100).default(10),
  page: z.coerce.number().int().min(1).max(1_000).default(1),
});

/** Query of the lists that can be narrowed, by `filters[field][conditions][$is]` and dates, and read on from a row. */
export const narrowedPage = compatPage.extend({
  filters: listFilters.optional(),
  created_at: span.optional(),
  updated_at: span.optional(),
  order: z.string().max(60).optional(),
  starting_after_id: z.string().max(100).optional(),
});

export const compatId = z.object({ id: z.string().min(1).max(255) });
export const compatCode = z.object({ code: z.string().min(1).max(255) });

/** A call of the compatible API without a body. */
export function compatRead<P extends z.ZodType, Q extends z.ZodType>(
  path: `/v1/${string}`,
  summary: string,
  { params, query }: { params: P; query: Q },
) {
  return contract({ method: "GET", path, summary, tag: TAG, access: "read", params, query, response: shape });
}

/** A call of the compatible API that changes something. Its answer is built in lib/server/compat. */
export function compatWrite<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  method: "POST" | "PUT" | "DELETE",
  path: `/v1/${string}`,
  summary: string,
  { params, query, body, access }: { params: P; query: Q; body: B; access: Permission },
) {
  return contract({ method, path, summary, tag: TAG, access, params, query, body, response: shape });
}

export const nothing = z.looseObject({});
