-- The messages of one flow, newest first.
CREATE INDEX "message_flow_id_created_at_id_idx" ON "message"("flow_id", "created_at" DESC, "id");

-- What was held back or lost, newest first: few among the many that went out.
CREATE INDEX "message_trouble_idx" ON "message" ("workspace_id", "created_at" DESC, "id") WHERE "status" IN ('skipped', 'failed', 'unknown');
