-- Codes that were used though nobody was given them: they are in no pool any more. A code's owner never changes while it is used, so only its uses are watched.
-- In this body \x3B stands for the sign that ends a statement, at which migrations are cut apart.
CREATE FUNCTION "count_ungiven_codes"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  INSERT INTO campaign_total AS t (shard, campaign_id, kind, count)
  VALUES ((''x'' || right(NEW.id::text, 2))::bit(8)::int % 64, NEW.campaign_id, ''ungiven'', CASE WHEN NEW.redeemed_quantity > 0 THEN 1 ELSE -1 END)
  ON CONFLICT (shard, campaign_id, kind) DO UPDATE SET count = t.count + EXCLUDED.count\x3B
  RETURN NULL\x3B
END';

CREATE TRIGGER "voucher_used_ungiven" AFTER UPDATE OF "redeemed_quantity" ON "voucher" FOR EACH ROW
WHEN (NEW."customer_id" IS NULL AND (OLD."redeemed_quantity" > 0) <> (NEW."redeemed_quantity" > 0)) EXECUTE FUNCTION "count_ungiven_codes"();

-- What there is already.
INSERT INTO "campaign_total" ("shard", "campaign_id", "kind", "count")
SELECT 0, v."campaign_id", 'ungiven', count(*) FROM "voucher" v WHERE v."customer_id" IS NULL AND v."redeemed_quantity" > 0 GROUP BY v."campaign_id";
