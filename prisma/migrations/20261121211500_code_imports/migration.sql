-- A file of codes being taken in, so that its progress can be left and come back to
CREATE TABLE "code_import" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'checking',
    "lines" INTEGER NOT NULL DEFAULT 0,
    "codes" INTEGER NOT NULL DEFAULT 0,
    "written" INTEGER NOT NULL DEFAULT 0,
    "given" INTEGER NOT NULL DEFAULT 0,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "problems" JSONB NOT NULL DEFAULT '[]',
    "failure" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "code_import_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "code_import_campaign_id_created_at_idx" ON "code_import"("campaign_id", "created_at");
CREATE INDEX "code_import_workspace_id_status_idx" ON "code_import"("workspace_id", "status");
