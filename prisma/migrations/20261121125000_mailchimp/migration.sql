-- The Mailchimp account that a workspace writes codes into
CREATE TABLE "mailchimp_connection" (
    "workspace_id" UUID NOT NULL,
    "list_id" TEXT NOT NULL,
    "merge_tag" TEXT NOT NULL,
    "base_url" TEXT NOT NULL DEFAULT '',
    "secret" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mailchimp_connection_pkey" PRIMARY KEY ("workspace_id")
);

-- One export of a campaign's codes, carried on where it stopped
CREATE TABLE "mailchimp_export" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'scheduled',
    "written" INTEGER NOT NULL DEFAULT 0,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "failure" TEXT,
    "after_at" TIMESTAMPTZ(3),
    "after_id" UUID,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mailchimp_export_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "mailchimp_export_campaign_id_created_at_idx" ON "mailchimp_export"("campaign_id", "created_at");
