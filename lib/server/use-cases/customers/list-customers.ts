import { z } from "zod";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { listCustomersContract } from "@/lib/contracts/customers";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { type ListedCustomer, listCustomers as readNewest } from "@/lib/server/db/customers/list-customers";
import { searchCustomers } from "@/lib/server/db/customers/search-customers";
import { pool } from "@/lib/server/db/pool";
import { decodeCursor, encodeCursor } from "@/lib/server/http/cursor";

type Call = { actor: Actor; query: { search?: string; cursor?: string; limit: number } };
type Answer = ResponseOf<typeof listCustomersContract>;

/** A page of customers: the newest, or those one of whose identities begins with the search. */
export async function listCustomers({ actor, query }: Call): Promise<Answer> {
  authorise(actor, "read");
  return query.search ? await found(actor, query.search, query) : await newest(actor, query);
}

async function newest({ workspaceId }: Actor, { cursor, limit }: Call["query"]): Promise<Answer> {
  const after = decodeCursor(cursor, z.object({ createdAt: z.iso.datetime(), id: z.uuid() }));
  const rows = await readNewest(pool(), workspaceId, after, limit + 1);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    data: page.map(shown),
    nextCursor:
      rows.length > limit && last
        ? encodeCursor({ createdAt: last.created_at.toISOString(), id: last.id })
        : null,
  };
}

async function found(
  { workspaceId }: Actor,
  search: string,
  { cursor, limit }: Call["query"],
): Promise<Answer> {
  const after = decodeCursor(cursor, z.object({ value: z.string(), id: z.uuid() }));
  const rows = await searchCustomers(pool(), workspaceId, spellings(search), after, limit + 1);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    data: [...new Map(page.map((row) => [row.id, shown(row)])).values()],
    nextCursor: rows.length > limit && last ? encodeCursor({ value: last.value, id: last.id }) : null,
  };
}

/** How the text may be stored: as it is, in lower case (e-mail), and as a number without its spaces. */
function spellings(search: string): string[] {
  const digits = search.replace(/[\s()./-]/g, "").replace(/^00/, "+");
  return [
    search,
    search.toLowerCase(),
    ...(/^\+?\d{3,}$/.test(digits) ? [digits, `+${digits.replace("+", "")}`] : []),
  ];
}

function shown(row: ListedCustomer): Answer["data"][number] {
  return {
    id: row.id,
    externalId: row.external_id,
    email: row.email,
    phone: row.phone,
    firstName: row.first_name,
    lastName: row.last_name,
    orderCount: row.order_count,
    orderTotal: row.order_total,
    lastOrderAt: row.last_order_at?.toISOString() ?? null,
    activeRuns: row.active_runs,
    demo: row.demo,
    createdAt: row.created_at.toISOString(),
  };
}
