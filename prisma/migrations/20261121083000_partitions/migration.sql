-- The log, what runs did, refusals and messages are kept by month, so that an old month goes as a table and not row by row.
-- Months are made ahead by a job. What fits none of them lies in the partition named _rest.

-- Which events are there already: the sender's id may not lie in the log's own keys, which hold the month.
CREATE TABLE "event_key" (
    "shard" SMALLINT NOT NULL,
    "key" UUID NOT NULL,
    "accepted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "event_key_pkey" PRIMARY KEY ("shard","key")
);
CREATE INDEX "event_key_accepted_at_idx" ON "event_key" USING BRIN ("accepted_at");
INSERT INTO "event_key" ("shard", "key", "accepted_at")
SELECT "shard", left(encode(sha256(convert_to("workspace_id"::text || "message_id", 'UTF8')), 'hex'), 32)::uuid, "accepted_at" FROM "event";

ALTER TABLE "event_pending" ADD COLUMN "accepted_at" TIMESTAMPTZ(3);
UPDATE "event_pending" p SET "accepted_at" = e."accepted_at" FROM "event" e WHERE e."shard" = p."shard" AND e."id" = p."event_id";
ALTER TABLE "event_pending" ALTER COLUMN "accepted_at" SET NOT NULL;

-- The log.
ALTER TABLE "event" RENAME TO "event_whole";
ALTER TABLE "event_whole" RENAME CONSTRAINT "event_pkey" TO "event_whole_pkey";
DROP INDEX "event_shard_workspace_id_message_id_key";
DROP INDEX "event_shard_customer_id_id_idx";
CREATE TABLE "event" (LIKE "event_whole" INCLUDING DEFAULTS, CONSTRAINT "event_pkey" PRIMARY KEY ("shard","id","accepted_at")) PARTITION BY RANGE ("accepted_at");
ALTER SEQUENCE "event_id_seq" OWNED BY "event"."id";
CREATE TABLE "event_rest" PARTITION OF "event" DEFAULT;
INSERT INTO "event" SELECT * FROM "event_whole";
DROP TABLE "event_whole";
CREATE INDEX "event_shard_customer_id_id_idx" ON "event"("shard", "customer_id", "id");

-- What runs did.
ALTER TABLE "step_log" RENAME TO "step_log_whole";
ALTER TABLE "step_log_whole" RENAME CONSTRAINT "step_log_pkey" TO "step_log_whole_pkey";
CREATE TABLE "step_log" (LIKE "step_log_whole" INCLUDING DEFAULTS, CONSTRAINT "step_log_pkey" PRIMARY KEY ("shard","run_id","id","at")) PARTITION BY RANGE ("at");
ALTER SEQUENCE "step_log_id_seq" OWNED BY "step_log"."id";
CREATE TABLE "step_log_rest" PARTITION OF "step_log" DEFAULT;
INSERT INTO "step_log" SELECT * FROM "step_log_whole";
DROP TABLE "step_log_whole";

-- Refusals.
ALTER TABLE "entry_refusal" RENAME TO "entry_refusal_whole";
ALTER TABLE "entry_refusal_whole" RENAME CONSTRAINT "entry_refusal_pkey" TO "entry_refusal_whole_pkey";
CREATE TABLE "entry_refusal" (LIKE "entry_refusal_whole" INCLUDING DEFAULTS, CONSTRAINT "entry_refusal_pkey" PRIMARY KEY ("shard","customer_id","event_id","flow_id","at")) PARTITION BY RANGE ("at");
CREATE TABLE "entry_refusal_rest" PARTITION OF "entry_refusal" DEFAULT;
INSERT INTO "entry_refusal" SELECT * FROM "entry_refusal_whole";
DROP TABLE "entry_refusal_whole";

-- Messages, by their ids, which begin with the moment the customer arrived at the step. An id follows from its run, step and visit, so the
-- primary key alone refuses a second message of one visit.
ALTER TABLE "message" RENAME TO "message_whole";
ALTER TABLE "message_whole" RENAME CONSTRAINT "message_pkey" TO "message_whole_pkey";
DROP INDEX "message_shard_customer_id_created_at_idx";
DROP INDEX "message_workspace_id_created_at_id_idx";
DROP INDEX "message_shard_run_id_step_id_visit_key";
DROP INDEX "message_open_idx";
DROP INDEX "message_flow_id_created_at_id_idx";
DROP INDEX "message_trouble_idx";
CREATE TABLE "message" (LIKE "message_whole" INCLUDING DEFAULTS, CONSTRAINT "message_pkey" PRIMARY KEY ("shard","id")) PARTITION BY RANGE ("id");
CREATE TABLE "message_rest" PARTITION OF "message" DEFAULT WITH (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);
INSERT INTO "message" SELECT * FROM "message_whole";
DROP TABLE "message_whole";
CREATE INDEX "message_shard_customer_id_created_at_idx" ON "message"("shard", "customer_id", "created_at");
CREATE INDEX "message_workspace_id_created_at_id_idx" ON "message"("workspace_id", "created_at" DESC, "id");
CREATE INDEX "message_flow_id_created_at_id_idx" ON "message"("flow_id", "created_at" DESC, "id");
CREATE INDEX "message_shard_run_id_step_id_idx" ON "message"("shard", "run_id", "step_id");
CREATE INDEX "message_open_idx" ON "message" ("shard", "created_at") WHERE "status" IN ('queued', 'sending');
CREATE INDEX "message_trouble_idx" ON "message" ("workspace_id", "created_at" DESC, "id") WHERE "status" IN ('skipped', 'failed', 'unknown');
