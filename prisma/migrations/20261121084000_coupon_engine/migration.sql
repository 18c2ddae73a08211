ALTER TABLE "campaign" ADD COLUMN     "join_once" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "limits" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "recurrence" JSONB NOT NULL DEFAULT '{}';

ALTER TABLE "redemption" ADD COLUMN     "counted" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "parent_id" UUID;

ALTER TABLE "voucher" ADD COLUMN     "balance" BIGINT,
ADD COLUMN     "sessions" JSONB NOT NULL DEFAULT '{}';

CREATE TABLE "campaign_total" (
    "shard" SMALLINT NOT NULL,
    "campaign_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "count" BIGINT NOT NULL DEFAULT 0,
    "revenue" BIGINT NOT NULL DEFAULT 0,
    "discounts" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "campaign_total_pkey" PRIMARY KEY ("shard","campaign_id","kind")
);

CREATE TABLE "redemption_counter" (
    "shard" SMALLINT NOT NULL,
    "campaign_id" UUID NOT NULL,
    "scope" TEXT NOT NULL,
    "count" BIGINT NOT NULL DEFAULT 0,
    "discount" BIGINT NOT NULL DEFAULT 0,
    "orders" BIGINT NOT NULL DEFAULT 0,

CONSTRAINT "redemption_counter_pkey" PRIMARY KEY ("shard","campaign_id","scope")
);

CREATE TABLE "validation_rule" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "rules" JSONB NOT NULL,
    "error" TEXT,
    "applicable_to" JSONB NOT NULL DEFAULT '{}',
    "type" TEXT NOT NULL DEFAULT 'advanced',
    "context_type" TEXT NOT NULL DEFAULT 'global',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

CONSTRAINT "validation_rule_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "validation_rule_assignment" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "rule_id" UUID NOT NULL,
    "object_type" TEXT NOT NULL,
    "object_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

CONSTRAINT "validation_rule_assignment_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "async_action" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "result" JSONB NOT NULL DEFAULT '{}',
    "request_id" TEXT NOT NULL DEFAULT '',
    "batch_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

CONSTRAINT "async_action_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "export" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "object" TEXT NOT NULL,
    "parameters" JSONB NOT NULL DEFAULT '{}',
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

CONSTRAINT "export_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "oauth_token" (
    "hash" BYTEA NOT NULL,
    "workspace_id" UUID NOT NULL,
    "api_key_id" UUID NOT NULL,
    "scope" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

CONSTRAINT "oauth_token_pkey" PRIMARY KEY ("hash")
);

CREATE TABLE "product" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "source_id" TEXT,
    "name" TEXT NOT NULL,
    "price" BIGINT,
    "image_url" TEXT,
    "attributes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

CONSTRAINT "product_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "sku" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "source_id" TEXT,
    "name" TEXT NOT NULL,
    "price" BIGINT,
    "image_url" TEXT,
    "attributes" JSONB NOT NULL DEFAULT '{}',
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

CONSTRAINT "sku_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "shop_order" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "source_id" TEXT,
    "customer_id" UUID,
    "status" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "discount_amount" BIGINT NOT NULL DEFAULT 0,
    "currency" TEXT NOT NULL,
    "items" JSONB NOT NULL DEFAULT '[]',
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

CONSTRAINT "shop_order_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "campaign_total_campaign_id_idx" ON "campaign_total"("campaign_id");

CREATE INDEX "validation_rule_workspace_id_id_idx" ON "validation_rule"("workspace_id", "id");

CREATE INDEX "validation_rule_assignment_rule_id_idx" ON "validation_rule_assignment"("rule_id");

CREATE INDEX "validation_rule_assignment_workspace_id_id_idx" ON "validation_rule_assignment"("workspace_id", "id");

CREATE UNIQUE INDEX "validation_rule_assignment_object_id_rule_id_key" ON "validation_rule_assignment"("object_id", "rule_id");

CREATE INDEX "async_action_workspace_id_id_idx" ON "async_action"("workspace_id", "id");

CREATE INDEX "export_workspace_id_id_idx" ON "export"("workspace_id", "id");

CREATE INDEX "oauth_token_expires_at_idx" ON "oauth_token"("expires_at");

CREATE INDEX "product_workspace_id_id_idx" ON "product"("workspace_id", "id");

CREATE UNIQUE INDEX "product_workspace_id_source_id_key" ON "product"("workspace_id", "source_id");

CREATE INDEX "sku_product_id_idx" ON "sku"("product_id");

CREATE UNIQUE INDEX "sku_workspace_id_source_id_key" ON "sku"("workspace_id", "source_id");

CREATE INDEX "shop_order_workspace_id_id_idx" ON "shop_order"("workspace_id", "id");

CREATE INDEX "shop_order_customer_id_idx" ON "shop_order"("customer_id");

CREATE UNIQUE INDEX "shop_order_workspace_id_source_id_key" ON "shop_order"("workspace_id", "source_id");

CREATE INDEX "publication_workspace_id_id_idx" ON "publication"("workspace_id", "id");

CREATE INDEX "redemption_workspace_id_id_idx" ON "redemption"("workspace_id", "id");

CREATE INDEX "redemption_parent_id_idx" ON "redemption"("parent_id");

CREATE INDEX "voucher_workspace_id_id_idx" ON "voucher"("workspace_id", "id");

-- Adds up what statements did, once a statement. Whoever writes codes, gifts or redemptions cannot forget to count them.
-- In these bodies \x3B stands for the sign that ends a statement, at which migrations are cut apart.
CREATE FUNCTION "count_campaign_codes"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  IF TG_OP = ''INSERT'' THEN
    INSERT INTO campaign_total AS t (shard, campaign_id, kind, count)
    SELECT shard, campaign_id, ''codes'', count(*) FROM fresh GROUP BY 1, 2 ORDER BY 1, 2
    ON CONFLICT (shard, campaign_id, kind) DO UPDATE SET count = t.count + EXCLUDED.count\x3B
  ELSE
    UPDATE campaign_total t SET count = t.count - o.count
    FROM (SELECT shard, campaign_id, count(*) FROM old GROUP BY 1, 2) o
    WHERE t.shard = o.shard AND t.campaign_id = o.campaign_id AND t.kind = ''codes''\x3B
  END IF\x3B
  RETURN NULL\x3B
END';

CREATE TRIGGER "voucher_inserted" AFTER INSERT ON "voucher" REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION "count_campaign_codes"();

CREATE TRIGGER "voucher_deleted" AFTER DELETE ON "voucher" REFERENCING OLD TABLE AS old
FOR EACH STATEMENT EXECUTE FUNCTION "count_campaign_codes"();

CREATE FUNCTION "count_campaign_gifts"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  IF TG_OP = ''INSERT'' THEN
    INSERT INTO campaign_total AS t (shard, campaign_id, kind, count)
    SELECT (''x'' || right(customer_id::text, 2))::bit(8)::int % 64, campaign_id, ''given'', count(*)
    FROM fresh WHERE released_at IS NULL GROUP BY 1, 2 ORDER BY 1, 2
    ON CONFLICT (shard, campaign_id, kind) DO UPDATE SET count = t.count + EXCLUDED.count\x3B
  ELSE
    INSERT INTO campaign_total AS t (shard, campaign_id, kind, count)
    SELECT (''x'' || right(c.customer_id::text, 2))::bit(8)::int % 64, c.campaign_id, ''given'', sum(c.change)
    FROM (
      SELECT customer_id, campaign_id, 1 AS change FROM fresh WHERE released_at IS NULL
      UNION ALL SELECT customer_id, campaign_id, -1 FROM old WHERE released_at IS NULL
    ) c GROUP BY 1, 2 HAVING sum(c.change) <> 0 ORDER BY 1, 2
    ON CONFLICT (shard, campaign_id, kind) DO UPDATE SET count = t.count + EXCLUDED.count\x3B
  END IF\x3B
  RETURN NULL\x3B
END';

CREATE TRIGGER "publication_inserted" AFTER INSERT ON "publication" REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION "count_campaign_gifts"();

CREATE TRIGGER "publication_updated" AFTER UPDATE ON "publication" REFERENCING OLD TABLE AS old NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION "count_campaign_gifts"();

CREATE FUNCTION "count_campaign_redemptions"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  IF TG_OP = ''INSERT'' THEN
    INSERT INTO campaign_total AS t (shard, campaign_id, kind, count, revenue, discounts)
    SELECT (''x'' || right(r.voucher_id::text, 2))::bit(8)::int % 64, r.campaign_id, ''redeemed'', count(*),
           coalesce(sum(r.order_amount) FILTER (WHERE r.currency = w.currency), 0),
           coalesce(sum(r.discount_amount) FILTER (WHERE r.currency = w.currency), 0)
    FROM fresh r JOIN workspace w ON w.id = r.workspace_id WHERE r.status = ''succeeded'' GROUP BY 1, 2 ORDER BY 1, 2
    ON CONFLICT (shard, campaign_id, kind) DO UPDATE
    SET count = t.count + EXCLUDED.count, revenue = t.revenue + EXCLUDED.revenue, discounts = t.discounts + EXCLUDED.discounts\x3B
  ELSE
    INSERT INTO campaign_total AS t (shard, campaign_id, kind, count, revenue, discounts)
    SELECT (''x'' || right(r.voucher_id::text, 2))::bit(8)::int % 64, r.campaign_id, ''redeemed'', sum(r.change),
           coalesce(sum(r.change * r.order_amount) FILTER (WHERE r.currency = w.currency), 0),
           coalesce(sum(r.change * r.discount_amount) FILTER (WHERE r.currency = w.currency), 0)
    FROM (
      SELECT 1 AS change, workspace_id, voucher_id, campaign_id, currency, order_amount, discount_amount FROM fresh WHERE status = ''succeeded''
      UNION ALL
      SELECT -1, workspace_id, voucher_id, campaign_id, currency, order_amount, discount_amount FROM old WHERE status = ''succeeded''
    ) r JOIN workspace w ON w.id = r.workspace_id GROUP BY 1, 2 ORDER BY 1, 2
    ON CONFLICT (shard, campaign_id, kind) DO UPDATE
    SET count = t.count + EXCLUDED.count, revenue = t.revenue + EXCLUDED.revenue, discounts = t.discounts + EXCLUDED.discounts\x3B
  END IF\x3B
  RETURN NULL\x3B
END';

CREATE TRIGGER "redemption_inserted" AFTER INSERT ON "redemption" REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION "count_campaign_redemptions"();

CREATE TRIGGER "redemption_updated" AFTER UPDATE ON "redemption" REFERENCING OLD TABLE AS old NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION "count_campaign_redemptions"();

-- What there is already.
INSERT INTO "campaign_total" ("shard", "campaign_id", "kind", "count")
SELECT v.shard, v.campaign_id, 'codes', count(*) FROM voucher v GROUP BY v.shard, v.campaign_id;

INSERT INTO "campaign_total" ("shard", "campaign_id", "kind", "count")
SELECT 0, p.campaign_id, 'given', count(*) FROM publication p WHERE p.released_at IS NULL GROUP BY p.campaign_id;

INSERT INTO "campaign_total" ("shard", "campaign_id", "kind", "count", "revenue", "discounts")
SELECT 0, r.campaign_id, 'redeemed', count(*),
       coalesce(sum(r.order_amount) FILTER (WHERE r.currency = w.currency), 0),
       coalesce(sum(r.discount_amount) FILTER (WHERE r.currency = w.currency), 0)
FROM redemption r JOIN workspace w ON w.id = r.workspace_id WHERE r.status = 'succeeded' GROUP BY r.campaign_id;
