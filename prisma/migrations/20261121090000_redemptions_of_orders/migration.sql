CREATE INDEX "redemption_workspace_id_order_id_idx" ON "redemption"("workspace_id", "order_id");
