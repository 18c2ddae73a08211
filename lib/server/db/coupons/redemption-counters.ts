import { type Counted, type CounterScope, periodOf, scopeName } from "@/lib/domain/coupon/limits";
import { shardOfValue } from "@/lib/domain/shard";
import { momentColumnOf, uuidColumnOf } from "@/lib/server/db/binary-columns";
import { column, columnOf } from "@/lib/server/db/columns";
import type { Queryable } from "@/lib/server/db/pool";

/** What a redemption is counted as, for finding its counters. `now` in epoch ms, zone of the workspace. */
export type Counting = {
  campaignId: string;
  voucherId: string;
  customerId: string | null;
  /** Who redeems: key:<id> or user:<id> */
  by: string;
  zone: string;
  /** ISO 4217: money in another is not counted. See `budgetCurrency`. */
  currency: string;
  now: number;
};

/** What counters said before a redemption, by the scope's name. */
export type Before = Record<string, Counted>;

type Row = { scope: string; count: number; discount: number; orders: number };

/** The text by which a scope's counter is stored: "customer.day 2026-05-01 <id>". */
export function counterKey(scope: CounterScope, counting: Counting): string {
  const who = { campaign: "", customer: counting.customerId, voucher: counting.voucherId, key: counting.by };
  return `${scopeName(scope)} ${periodOf(scope.over, counting.now, counting.zone)} ${who[scope.by] ?? ""}`.trim();
}

/**
 * What the counters say before each of several redemptions, in their order. One that nobody has made yet is counted from the redemptions there are. At most
 * two statements, however many.
 */
export async function readCountersOfEach(
  queryable: Queryable,
  wanted: readonly { scopes: readonly CounterScope[]; counting: Counting }[],
): Promise<Before[]> {
  // Codes of one campaign have most counters in common.
  const asked = new Map<string, { scope: CounterScope; counting: Counting; key: string }>();
  for (const { scopes, counting } of wanted)
    for (const scope of scopes) {
      const key = counterKey(scope, counting);
      asked.set(`${counting.campaignId} ${key}`, { scope, counting, key });
    }
  if (asked.size === 0) return wanted.map(() => ({}));
  const all = [...asked.values()];
  const { rows } = await queryable.query<Row & { campaign_id: string }>({
    name: "read-redemption-counters",
    text: `SELECT t.campaign_id, t.scope, t.count, t.discount, t.orders FROM unnest($1::smallint[], $2::text[], $3::uuid[]) AS k (shard, scope, campaign_id)
           JOIN redemption_counter t ON t.shard = k.shard AND t.campaign_id = k.campaign_id AND t.scope = k.scope`,
    values: [
      column(all.map(({ key }) => shardOfValue(key))),
      column(all.map(({ key }) => key)),
      column(all.map(({ counting }) => counting.campaignId)),
    ],
  });
  const found = new Map<string, Omit<Row, "scope">>(
    rows.map((row) => [`${row.campaign_id} ${row.scope}`, row]),
  );
  const missing = [...asked].filter(([name]) => !found.has(name));
  const live = await countLive(
    queryable,
    missing.map(([, entry]) => entry),
  );
  for (const [index, [name]] of missing.entries()) found.set(name, live[index] ?? NONE);
  return wanted.map(({ scopes, counting }) =>
    Object.fromEntries(
      scopes.map((scope) => {
        const row = found.get(`${counting.campaignId} ${counterKey(scope, counting)}`) ?? NONE;
        return [scopeName(scope), { count: row.count, discount: row.discount, order: row.orders }];
      }),
    ),
  );
}

const NONE = { count: 0, discount: 0, orders: 0 };

/**
 * Counts a redemption in each of the scopes and says what stood there before it. The rows stay locked until the transaction ends, so
 * what the caller decides from the answer stays true: a limit is kept exactly, however many redeem at once.
 * @param before what `readCountersOfEach` said: where a counter that this makes starts until it is counted anew
 */
export async function takeCounters(
  queryable: Queryable,
  scopes: readonly CounterScope[],
  counting: Counting,
  before: Before,
  by: { discount: number; order: number },
): Promise<Before> {
  if (scopes.length === 0) return {};
  // In the order of the key, so that two redemptions wait for one another in one direction only.
  const wanted = scopes
    .map((scope) => ({ scope, key: counterKey(scope, counting), start: before[scopeName(scope)] }))
    .map((entry) => ({ ...entry, shard: shardOfValue(entry.key) }))
    .sort((a, b) => a.shard - b.shard || (a.key < b.key ? -1 : 1));
  const { rows } = await queryable.query<Row & { made: boolean }>({
    name: "take-redemption-counters",
    text: TAKE,
    values: [
      counting.campaignId,
      column(wanted.map(({ shard }) => shard)),
      column(wanted.map(({ key }) => key)),
      column(wanted.map(({ start }) => start?.count ?? 0)),
      column(wanted.map(({ start }) => start?.discount ?? 0)),
      column(wanted.map(({ start }) => start?.order ?? 0)),
      by.discount,
      by.order,
    ],
  });
  const taken = new Map<string, Row>(rows.map((row) => [row.scope, row]));
  const made = new Set(rows.filter((row) => row.made).map(({ scope }) => scope));
  for (const row of await startAnew(
    queryable,
    wanted.filter(({ key, scope }) => scope.by !== "key" && made.has(key)),
    counting,
    taken,
    by,
  ))
    taken.set(row.scope, row);
  return Object.fromEntries(
    wanted.map(({ scope, key }) => {
      const row = taken.get(key);
      return [
        scopeName(scope),
        {
          count: (row?.count ?? 1) - 1,
          discount: (row?.discount ?? by.discount) - by.discount,
          order: (row?.orders ?? by.order) - by.order,
        },
      ];
    }),
  );
}

const TAKE = `
INSERT INTO redemption_counter AS t (shard, campaign_id, scope, count, discount, orders)
SELECT k.shard, $1, k.scope, k.count + 1, k.discount + $7::bigint, k.orders + $8::bigint
FROM unnest($2::smallint[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[]) WITH ORDINALITY
  AS k (shard, scope, count, discount, orders, position)
ORDER BY k.position
ON CONFLICT (shard, campaign_id, scope) DO UPDATE
SET count = t.count + 1, discount = t.discount + $7::bigint, orders = t.orders + $8::bigint
RETURNING scope, count, discount, orders, xmax = 0 AS made`;

/**
 * Counts again what the counters start from that were just made: what was read before them may be older than the redemptions of others whose counter was
 * deleted since. Their rows are locked by now, so whoever else counts there has committed, or waits.
 * @returns the rows that changed
 */
async function startAnew(
  queryable: Queryable,
  made: readonly { scope: CounterScope; key: string; shard: number }[],
  counting: Counting,
  taken: ReadonlyMap<string, Row>,
  by: { discount: number; order: number },
): Promise<Row[]> {
  const live = await countLive(
    queryable,
    made.map(({ scope }) => ({ scope, counting })),
  );
  const changed = made.flatMap(({ key, shard }, index) => {
    const { count, discount, orders } = live[index] ?? NONE;
    const row = {
      shard,
      scope: key,
      count: count + 1,
      discount: discount + by.discount,
      orders: orders + by.order,
    };
    const was = taken.get(key);
    const same = row.count === was?.count && row.discount === was.discount && row.orders === was.orders;
    return same ? [] : [row];
  });
  if (changed.length === 0) return [];
  await queryable.query({
    name: "correct-redemption-counters",
    text: `UPDATE redemption_counter t SET count = k.count, discount = k.discount, orders = k.orders
           FROM unnest($2::smallint[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[]) AS k (shard, scope, count, discount, orders)
           WHERE t.shard = k.shard AND t.campaign_id = $1 AND t.scope = k.scope`,
    values: [
      counting.campaignId,
      column(changed.map(({ shard }) => shard)),
      column(changed.map(({ scope }) => scope)),
      column(changed.map(({ count }) => count)),
      column(changed.map(({ discount }) => discount)),
      column(changed.map(({ orders }) => orders)),
    ],
  });
  return changed;
}

/** Takes a redemption out of counters again: it failed after all, or was rolled back. */
export async function returnCounters(
  queryable: Queryable,
  campaignId: string,
  keys: readonly string[],
  by: { discount: number; order: number },
): Promise<void> {
  if (keys.length === 0) return;
  await queryable.query({
    name: "return-redemption-counters",
    text: `WITH held AS (
             SELECT t.shard, t.scope FROM unnest($2::smallint[], $3::text[]) AS k (shard, scope)
             JOIN redemption_counter t ON t.shard = k.shard AND t.campaign_id = $1 AND t.scope = k.scope
             ORDER BY t.shard, t.scope FOR UPDATE OF t
           )
           UPDATE redemption_counter t SET count = t.count - 1, discount = t.discount - $4::bigint, orders = t.orders - $5::bigint
           FROM held WHERE t.shard = held.shard AND t.campaign_id = $1 AND t.scope = held.scope`,
    values: [campaignId, column(keys.map(shardOfValue)), column(keys), by.discount, by.order],
  });
}

/** What redemptions there are say, in the order of what is asked. Those do not say by whose key they were made, so a key's counter starts from none. */
async function countLive(
  queryable: Queryable,
  asked: readonly { scope: CounterScope; counting: Counting }[],
): Promise<Omit<Row, "scope">[]> {
  const counts = asked.map(() => NONE);
  const places = [...asked.keys()].filter((place) => asked[place]?.scope.by !== "key");
  if (places.length === 0) return counts;
  const each = places.map((place) => asked[place]!);
  const countings = each.map(({ counting }) => counting);
  const { rows } = await queryable.query<Omit<Row, "scope"> & { place: number }>({
    name: "count-redemptions-of-scopes",
    text: COUNT_LIVE,
    values: [
      column(places),
      column(each.map(({ scope }) => scope.by)),
      column(each.map(({ scope }) => scope.over)),
      uuidColumnOf(countings, "campaignId"),
      uuidColumnOf(countings, "customerId"),
      uuidColumnOf(countings, "voucherId"),
      columnOf(countings, "zone"),
      momentColumnOf(countings, "now"),
      columnOf(countings, "currency"),
    ],
  });
  for (const { place, count, discount, orders } of rows) counts[place] = { count, discount, orders };
  return counts;
}

const sumOf = (what: "discount" | "order") =>
  `coalesce(sum(r.${what}_amount) FILTER (WHERE coalesce(r.currency, a.currency) = a.currency), 0)::bigint`;

// Each kind by the index of its own column: a campaign may have millions of redemptions, of which a customer made two.
const liveOf = (by: "campaign" | "customer" | "voucher") => `
SELECT a.place::int, l.count, l.discount, l.orders FROM asked a CROSS JOIN LATERAL (
  SELECT count(*) AS count, ${sumOf("discount")} AS discount, ${sumOf("order")} AS orders
  FROM redemption r
  WHERE r.${by}_id = a.${by}_id ${by === "campaign" ? "" : "AND r.campaign_id = a.campaign_id"} AND r.status = 'succeeded' AND r.created_at >= a.since
) l WHERE a.by = '${by}'`;

const COUNT_LIVE = `
WITH asked AS (
  SELECT w.*, CASE w.over WHEN 'ever' THEN '-infinity'::timestamptz
                          ELSE date_trunc(w.over, w.now AT TIME ZONE w.zone) AT TIME ZONE w.zone END AS since
  FROM unnest($1::int[], $2::text[], $3::text[], $4::uuid[], $5::uuid[], $6::uuid[], $7::text[], $8::timestamptz[], $9::text[])
    AS w (place, by, over, campaign_id, customer_id, voucher_id, zone, now, currency)
)
${(["campaign", "customer", "voucher"] as const).map(liveOf).join(" UNION ALL ")}`;
