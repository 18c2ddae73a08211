-- A code made for a customer is counted in that customer's shard, as its gift is: batches of different shards, each of which holds the lock of
-- its own, then never wait for one another's sums. A deleted code may have lost its owner meanwhile, so that one shard's count can fall
-- below nothing, while the sum over all shards, which is what is read, stays right.
-- In this body \x3B stands for the sign that ends a statement, at which migrations are cut apart.
CREATE OR REPLACE FUNCTION "count_campaign_codes"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  IF TG_OP = ''INSERT'' THEN
    INSERT INTO campaign_total AS t (shard, campaign_id, kind, count)
    SELECT coalesce((''x'' || right(customer_id::text, 2))::bit(8)::int % 64, shard), campaign_id, ''codes'', count(*)
    FROM fresh GROUP BY 1, 2 ORDER BY 1, 2
    ON CONFLICT (shard, campaign_id, kind) DO UPDATE SET count = t.count + EXCLUDED.count\x3B
  ELSE
    INSERT INTO campaign_total AS t (shard, campaign_id, kind, count)
    SELECT coalesce((''x'' || right(customer_id::text, 2))::bit(8)::int % 64, shard), campaign_id, ''codes'', -count(*)
    FROM old GROUP BY 1, 2 ORDER BY 1, 2
    ON CONFLICT (shard, campaign_id, kind) DO UPDATE SET count = t.count + EXCLUDED.count\x3B
  END IF\x3B
  RETURN NULL\x3B
END';
