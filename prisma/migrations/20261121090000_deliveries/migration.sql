-- Messages that wait to be delivered, up to a hundred in a row, or that are being delivered under a lease.
CREATE TABLE "delivery" (
    "shard" SMALLINT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "run_at" TIMESTAMPTZ(3) NOT NULL,
    "lease" BIGINT,
    "connection_id" UUID,
    "attempt" INTEGER,
    "message_ids" UUID[],

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("shard","id")
);
CREATE INDEX "delivery_shard_run_at_id_idx" ON "delivery"("shard", "run_at", "id");
ALTER TABLE "delivery" SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 500, autovacuum_vacuum_cost_delay = 0);

-- Messages that are on their way when this migration runs. Lease 0 is held by nobody: what was being sent counts as cut off.
INSERT INTO "delivery" ("shard", "run_at", "lease", "connection_id", "attempt", "message_ids")
SELECT "shard", now(), CASE WHEN cut THEN 0 END, CASE WHEN cut THEN "connection_id" END, CASE WHEN cut THEN "attempts" END, array_agg("id") FROM (
  SELECT "shard", "id", "status" = 'sending' AS cut, "connection_id", "attempts",
    row_number() OVER (PARTITION BY "shard" ORDER BY "created_at") / 100 AS part
  FROM "message" WHERE "status" IN ('queued', 'sending')
) AS waiting GROUP BY 1, 3, 4, 5, part;
UPDATE "message" SET "status" = 'queued', "attempts" = "attempts" - 1 WHERE "status" = 'sending';

-- A message is written when it is decided and once more when it has gone out. While no index asks for its status, that change stays on
-- the row's page and writes no index: so what was held back or lost is told by a column that changes for those few alone.
DROP INDEX "message_open_idx";
DROP INDEX "message_trouble_idx";
ALTER TABLE "message" ADD COLUMN "trouble" BOOLEAN GENERATED ALWAYS AS ("status" IN ('skipped', 'failed', 'unknown')) STORED;
CREATE INDEX "message_trouble_idx" ON "message" ("workspace_id", "created_at" DESC, "id") WHERE "trouble";
ALTER TABLE "message_rest" SET (fillfactor = 45);
