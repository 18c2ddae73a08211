-- When a pool was told to be low, once for each fall below its mark
ALTER TABLE "campaign" ADD COLUMN "low_pool_told_at" TIMESTAMPTZ(3);

-- Codes that nobody has and nobody can be given any more
CREATE INDEX "voucher_unusable_idx" ON "voucher"("campaign_id", "expires_at") WHERE "customer_id" IS NULL AND ("expires_at" IS NOT NULL OR NOT "active");

CREATE TABLE "webhook" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "events" TEXT[],
    "secret" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "disabled_reason" TEXT,
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "webhook_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "webhook_workspace_id_idx" ON "webhook"("workspace_id");

CREATE TABLE "webhook_delivery" (
    "shard" SMALLINT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "webhook_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "event_id" BIGINT NOT NULL,
    "event_name" TEXT NOT NULL,
    "accepted_at" TIMESTAMPTZ(3) NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "answer" TEXT,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_delivery_pkey" PRIMARY KEY ("shard","id")
);
CREATE INDEX "webhook_delivery_webhook_id_id_idx" ON "webhook_delivery"("webhook_id", "id");
CREATE INDEX "webhook_delivery_waiting_idx" ON "webhook_delivery"("webhook_id", "due_at") WHERE "status" = 'waiting';
