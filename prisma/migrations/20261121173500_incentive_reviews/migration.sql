-- One row for every incentive that waits, or waited, for a person's decision
CREATE TABLE "incentive_review" (
    "shard" SMALLINT NOT NULL,
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "flow_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "step_id" TEXT NOT NULL,
    "visit" INTEGER NOT NULL,
    "campaign_id" UUID NOT NULL,
    "cause" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "cart" JSONB,
    "incentives" JSONB NOT NULL DEFAULT '[]',
    "status" TEXT NOT NULL DEFAULT 'pending',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by" TEXT,
    "decided_by_name" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "note" TEXT,
    "settled_at" TIMESTAMPTZ(3),
    "result" TEXT,
    "result_reason" TEXT,

    CONSTRAINT "incentive_review_pkey" PRIMARY KEY ("shard","id")
);

CREATE UNIQUE INDEX "incentive_review_shard_run_id_step_id_visit_key" ON "incentive_review"("shard", "run_id", "step_id", "visit");
CREATE INDEX "incentive_review_shard_customer_id_idx" ON "incentive_review"("shard", "customer_id");

-- What is to be done, the most urgent first, and what was done, the latest first
CREATE INDEX "incentive_review_pending_idx" ON "incentive_review"("workspace_id", "expires_at", "id") WHERE "status" = 'pending';
CREATE INDEX "incentive_review_settled_idx" ON "incentive_review"("workspace_id", "settled_at" DESC, "id") WHERE "settled_at" IS NOT NULL;
