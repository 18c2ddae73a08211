-- What was put onto gift cards and taken off them
CREATE TABLE "gift_transaction" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "voucher_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "balance" BIGINT NOT NULL,
    "redemption_id" UUID,
    "order_id" TEXT,
    "related_id" UUID,
    "reason" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "gift_transaction_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "gift_transaction_voucher_id_id_idx" ON "gift_transaction"("voucher_id", "id");
CREATE INDEX "gift_transaction_campaign_id_id_idx" ON "gift_transaction"("campaign_id", "id");
CREATE INDEX "gift_transaction_redemption_id_idx" ON "gift_transaction"("redemption_id");
CREATE INDEX "gift_transaction_workspace_id_id_idx" ON "gift_transaction"("workspace_id", "id");
