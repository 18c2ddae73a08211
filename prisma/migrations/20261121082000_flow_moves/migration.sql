-- CreateTable
CREATE TABLE "flow_move" (
    "version_id" UUID NOT NULL,
    "flow_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "plan" JSONB NOT NULL,
    "next_shard" INTEGER NOT NULL DEFAULT 0,
    "after_customer" UUID,
    "after_correlation" TEXT,
    "moved" BIGINT NOT NULL DEFAULT 0,
    "ended" BIGINT NOT NULL DEFAULT 0,
    "kept" BIGINT NOT NULL DEFAULT 0,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "flow_move_pkey" PRIMARY KEY ("version_id")
);

-- CreateIndex
CREATE INDEX "flow_move_flow_id_started_at_idx" ON "flow_move"("flow_id", "started_at");
