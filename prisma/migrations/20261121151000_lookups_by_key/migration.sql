-- Where statistics are older than the table, these indexes look as good for a lookup by (shard, id) as the primary key does, and reading a whole shard for
-- each row was what came of it. None of their columns is ever null, and only a question that names the column can use them now.
DROP INDEX "message_shard_run_id_step_id_idx";
CREATE INDEX "message_run_idx" ON "message"("shard", "run_id", "step_id") WHERE "run_id" IS NOT NULL;
DROP INDEX "message_shard_customer_id_created_at_idx";
CREATE INDEX "message_customer_idx" ON "message"("shard", "customer_id", "created_at") WHERE "customer_id" IS NOT NULL;
DROP INDEX "run_shard_customer_id_flow_id_entered_at_idx";
CREATE INDEX "run_customer_idx" ON "run"("shard", "customer_id", "flow_id", "entered_at") WHERE "customer_id" IS NOT NULL;
DROP INDEX "event_shard_customer_id_id_idx";
CREATE INDEX "event_customer_idx" ON "event"("shard", "customer_id", "id") WHERE "customer_id" IS NOT NULL;
