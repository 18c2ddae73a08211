-- CreateTable
CREATE TABLE "code_batch" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "wanted" INTEGER NOT NULL,
    "made" INTEGER NOT NULL DEFAULT 0,
    "status" TEXT NOT NULL DEFAULT 'running',
    "failure" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "code_batch_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "code_batch_campaign_id_created_at_idx" ON "code_batch"("campaign_id", "created_at");
