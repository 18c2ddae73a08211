-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "workspace" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "currency" TEXT NOT NULL DEFAULT 'EUR',
    "settings" JSONB NOT NULL DEFAULT '{}',
    "signing_secret" TEXT NOT NULL,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "workspace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_account" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "oauth_account" (
    "provider" TEXT NOT NULL,
    "provider_account_id" TEXT NOT NULL,
    "user_id" UUID NOT NULL,

    CONSTRAINT "oauth_account_pkey" PRIMARY KEY ("provider","provider_account_id")
);

-- CreateTable
CREATE TABLE "membership" (
    "workspace_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("workspace_id","user_id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "invited_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "workspace_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "status" INTEGER,
    "response" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("workspace_id","key")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" BIGSERIAL NOT NULL,
    "workspace_id" UUID NOT NULL,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "object_type" TEXT NOT NULL,
    "object_id" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "campaign" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "type" TEXT NOT NULL DEFAULT 'auto_update',
    "discount" JSONB NOT NULL,
    "code_config" JSONB NOT NULL,
    "starts_at" TIMESTAMPTZ(3),
    "ends_at" TIMESTAMPTZ(3),
    "valid_for_ms" BIGINT,
    "quantity_per_code" INTEGER DEFAULT 1,
    "per_customer" INTEGER,
    "recovery" BOOLEAN NOT NULL DEFAULT true,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "campaign_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "voucher" (
    "shard" SMALLINT NOT NULL,
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "customer_id" UUID,
    "run_id" UUID,
    "published_at" TIMESTAMPTZ(3),
    "starts_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "quantity" INTEGER,
    "redeemed_quantity" INTEGER NOT NULL DEFAULT 0,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "voucher_pkey" PRIMARY KEY ("shard","id")
);

-- CreateTable
CREATE TABLE "publication" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "voucher_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "customer_id" UUID NOT NULL,
    "source_id" TEXT,
    "source" TEXT NOT NULL,
    "flow_id" UUID,
    "run_id" UUID,
    "step_id" TEXT,
    "channel" TEXT,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "released_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "publication_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "redemption" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "voucher_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "customer_id" UUID,
    "run_id" UUID,
    "status" TEXT NOT NULL,
    "failure" TEXT,
    "order_id" TEXT,
    "order_amount" BIGINT,
    "discount_amount" BIGINT,
    "currency" TEXT,
    "order" JSONB,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "tracking_id" TEXT,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "rolled_back_at" TIMESTAMPTZ(3),

    CONSTRAINT "redemption_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "customer" (
    "shard" SMALLINT NOT NULL,
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "external_id" TEXT,
    "email" TEXT,
    "phone" TEXT,
    "first_name" TEXT,
    "last_name" TEXT,
    "locale" TEXT,
    "time_zone" TEXT,
    "attributes" JSONB NOT NULL DEFAULT '{}',
    "consent" JSONB NOT NULL DEFAULT '{}',
    "agent_conversation" BOOLEAN NOT NULL DEFAULT false,
    "order_count" INTEGER NOT NULL DEFAULT 0,
    "order_total" BIGINT NOT NULL DEFAULT 0,
    "last_order_at" TIMESTAMPTZ(3),
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "customer_pkey" PRIMARY KEY ("shard","id")
);

-- CreateTable
CREATE TABLE "customer_identity" (
    "shard" SMALLINT NOT NULL,
    "workspace_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "customer_id" UUID NOT NULL,
    "customer_shard" SMALLINT NOT NULL,

    CONSTRAINT "customer_identity_pkey" PRIMARY KEY ("shard","workspace_id","kind","value")
);

-- CreateTable
CREATE TABLE "event_definition" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "role" TEXT,
    "properties" JSONB NOT NULL DEFAULT '[]',
    "archived" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "event_definition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event" (
    "shard" SMALLINT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "workspace_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "message_id" TEXT NOT NULL,
    "properties" JSONB NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3) NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "event_pkey" PRIMARY KEY ("shard","id")
);

-- CreateTable
CREATE TABLE "event_pending" (
    "shard" SMALLINT NOT NULL,
    "event_id" BIGINT NOT NULL,
    "customer_id" UUID NOT NULL,

    CONSTRAINT "event_pending_pkey" PRIMARY KEY ("shard","event_id")
);

-- CreateTable
CREATE TABLE "quarantined_event" (
    "id" BIGSERIAL NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "message_id" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "reason" TEXT NOT NULL DEFAULT 'undefined_event',
    "errors" JSONB NOT NULL DEFAULT '[]',
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "replayed_at" TIMESTAMPTZ(3),

    CONSTRAINT "quarantined_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "flow" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'draft',
    "draft" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "live_version_id" UUID,
    "goal" JSONB,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "launched_at" TIMESTAMPTZ(3),
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "flow_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "flow_revision" (
    "flow_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "document" JSONB NOT NULL,
    "saved_by" TEXT,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "flow_revision_pkey" PRIMARY KEY ("flow_id","revision")
);

-- CreateTable
CREATE TABLE "flow_version" (
    "id" UUID NOT NULL,
    "flow_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "document" JSONB NOT NULL,
    "published_by" TEXT,
    "published_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "flow_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "run" (
    "shard" SMALLINT NOT NULL,
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "flow_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'active',
    "step_id" TEXT NOT NULL,
    "wake_at" TIMESTAMPTZ(3),
    "parked_wake_at" TIMESTAMPTZ(3),
    "step_entered_at" TIMESTAMPTZ(3) NOT NULL,
    "entered_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "end_reason" TEXT,
    "trigger_event_id" BIGINT NOT NULL,
    "correlation" TEXT NOT NULL DEFAULT '',
    "visit" INTEGER NOT NULL DEFAULT 0,
    "context" JSON NOT NULL,
    "converted_at" TIMESTAMPTZ(3),
    "conversion_rule" TEXT,
    "revenue" BIGINT,
    "currency" TEXT,
    "post_completion" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "run_pkey" PRIMARY KEY ("shard","id")
);

-- CreateTable
CREATE TABLE "run_timer" (
    "shard" SMALLINT NOT NULL,
    "wake_at" TIMESTAMPTZ(3) NOT NULL,
    "run_id" UUID NOT NULL,

    CONSTRAINT "run_timer_pkey" PRIMARY KEY ("shard","wake_at","run_id")
);

-- CreateTable
CREATE TABLE "step_log" (
    "shard" SMALLINT NOT NULL,
    "run_id" UUID NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "transitions" JSON NOT NULL,

    CONSTRAINT "step_log_pkey" PRIMARY KEY ("shard","run_id","id")
);

-- CreateTable
CREATE TABLE "entry_refusal" (
    "shard" SMALLINT NOT NULL,
    "customer_id" UUID NOT NULL,
    "event_id" BIGINT NOT NULL,
    "flow_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "entry_refusal_pkey" PRIMARY KEY ("shard","customer_id","event_id","flow_id")
);

-- CreateTable
CREATE TABLE "step_counter" (
    "shard" SMALLINT NOT NULL,
    "version_id" UUID NOT NULL,
    "step_id" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "hour" TIMESTAMPTZ(0) NOT NULL,
    "count" BIGINT NOT NULL,
    "amount" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "step_counter_pkey" PRIMARY KEY ("shard","version_id","step_id","outcome","hour")
);

-- CreateTable
CREATE TABLE "step_total" (
    "shard" SMALLINT NOT NULL,
    "version_id" UUID NOT NULL,
    "step_id" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "count" BIGINT NOT NULL,
    "amount" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "step_total_pkey" PRIMARY KEY ("shard","version_id","step_id","outcome")
);

-- CreateTable
CREATE TABLE "shard" (
    "id" SMALLINT NOT NULL,

    CONSTRAINT "shard_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "template" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "draft" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "current_version_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "template_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "template_version" (
    "id" UUID NOT NULL,
    "template_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "channel" TEXT NOT NULL,
    "subject" TEXT NOT NULL DEFAULT '',
    "preheader" TEXT NOT NULL DEFAULT '',
    "html" TEXT NOT NULL DEFAULT '',
    "text" TEXT NOT NULL DEFAULT '',
    "created_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "template_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "channel_connection" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "config" JSONB NOT NULL DEFAULT '{}',
    "secrets" TEXT NOT NULL DEFAULT '',
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "channel_connection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message" (
    "shard" SMALLINT NOT NULL,
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "flow_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "step_id" TEXT NOT NULL,
    "visit" INTEGER NOT NULL,
    "channel" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'queued',
    "reason" TEXT,
    "template_version_id" UUID,
    "connection_id" UUID,
    "recipient" TEXT,
    "subject" TEXT,
    "context" JSON NOT NULL,
    "marketing" BOOLEAN NOT NULL DEFAULT true,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "provider_message_id" TEXT,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "send_before" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "opened_at" TIMESTAMPTZ(3),
    "clicked_at" TIMESTAMPTZ(3),

    CONSTRAINT "message_pkey" PRIMARY KEY ("shard","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_account_email_key" ON "user_account"("email");

-- CreateIndex
CREATE INDEX "oauth_account_user_id_idx" ON "oauth_account"("user_id");

-- CreateIndex
CREATE INDEX "membership_user_id_idx" ON "membership"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_token_hash_key" ON "invitation"("token_hash");

-- CreateIndex
CREATE INDEX "invitation_workspace_id_idx" ON "invitation"("workspace_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_hash_key" ON "api_key"("hash");

-- CreateIndex
CREATE INDEX "api_key_workspace_id_idx" ON "api_key"("workspace_id");

-- CreateIndex
CREATE INDEX "idempotency_key_created_at_idx" ON "idempotency_key"("created_at");

-- CreateIndex
CREATE INDEX "audit_entry_workspace_id_id_idx" ON "audit_entry"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "audit_entry_object_id_idx" ON "audit_entry"("object_id");

-- CreateIndex
CREATE UNIQUE INDEX "campaign_workspace_id_name_key" ON "campaign"("workspace_id", "name");

-- CreateIndex
CREATE INDEX "voucher_campaign_id_created_at_id_idx" ON "voucher"("campaign_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "voucher_customer_id_idx" ON "voucher"("customer_id");

-- CreateIndex
CREATE UNIQUE INDEX "voucher_shard_workspace_id_code_key" ON "voucher"("shard", "workspace_id", "code");

-- CreateIndex
CREATE INDEX "publication_customer_id_created_at_idx" ON "publication"("customer_id", "created_at");

-- CreateIndex
CREATE INDEX "publication_campaign_id_created_at_idx" ON "publication"("campaign_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "publication_workspace_id_source_id_key" ON "publication"("workspace_id", "source_id");

-- CreateIndex
CREATE INDEX "redemption_voucher_id_idx" ON "redemption"("voucher_id");

-- CreateIndex
CREATE INDEX "redemption_campaign_id_created_at_idx" ON "redemption"("campaign_id", "created_at");

-- CreateIndex
CREATE INDEX "redemption_customer_id_idx" ON "redemption"("customer_id");

-- CreateIndex
CREATE INDEX "customer_workspace_id_created_at_id_idx" ON "customer"("workspace_id", "created_at" DESC, "id");

-- CreateIndex
CREATE INDEX "customer_identity_workspace_id_value_idx" ON "customer_identity"("workspace_id", "value" text_pattern_ops);

-- CreateIndex
CREATE INDEX "customer_identity_shard_customer_id_idx" ON "customer_identity"("shard", "customer_id");

-- CreateIndex
CREATE UNIQUE INDEX "event_definition_workspace_id_name_key" ON "event_definition"("workspace_id", "name");

-- CreateIndex
CREATE INDEX "event_shard_customer_id_id_idx" ON "event"("shard", "customer_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "event_shard_workspace_id_message_id_key" ON "event"("shard", "workspace_id", "message_id");

-- CreateIndex
CREATE INDEX "event_pending_shard_customer_id_idx" ON "event_pending"("shard", "customer_id");

-- CreateIndex
CREATE INDEX "quarantined_event_workspace_id_name_id_idx" ON "quarantined_event"("workspace_id", "name", "id");

-- CreateIndex
CREATE UNIQUE INDEX "quarantined_event_workspace_id_message_id_key" ON "quarantined_event"("workspace_id", "message_id");

-- CreateIndex
CREATE INDEX "flow_workspace_id_updated_at_idx" ON "flow"("workspace_id", "updated_at");

-- CreateIndex
CREATE UNIQUE INDEX "flow_version_flow_id_number_key" ON "flow_version"("flow_id", "number");

-- CreateIndex
CREATE INDEX "run_shard_customer_id_flow_id_entered_at_idx" ON "run"("shard", "customer_id", "flow_id", "entered_at");

-- CreateIndex
CREATE INDEX "step_counter_version_id_hour_idx" ON "step_counter"("version_id", "hour");

-- CreateIndex
CREATE INDEX "step_total_version_id_idx" ON "step_total"("version_id");

-- CreateIndex
CREATE UNIQUE INDEX "template_workspace_id_name_key" ON "template"("workspace_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "template_version_template_id_number_key" ON "template_version"("template_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "channel_connection_workspace_id_name_key" ON "channel_connection"("workspace_id", "name");

-- CreateIndex
CREATE INDEX "message_shard_customer_id_created_at_idx" ON "message"("shard", "customer_id", "created_at");

-- CreateIndex
CREATE INDEX "message_workspace_id_created_at_id_idx" ON "message"("workspace_id", "created_at" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "message_shard_run_id_step_id_visit_key" ON "message"("shard", "run_id", "step_id", "visit");


-- What the datamodel cannot say.

-- The leases, one row a shard.
INSERT INTO "shard" ("id") SELECT generate_series(0, 63);

-- Entry is decided here: one active run per customer, flow and correlation.
CREATE UNIQUE INDEX "run_active_key" ON "run" ("shard", "customer_id", "flow_id", "correlation") WHERE "status" = 'active';
-- Runs of paused flows whose timer was put aside.
CREATE INDEX "run_parked_idx" ON "run" ("shard", "flow_id") WHERE "parked_wake_at" IS NOT NULL;
-- The people of a flow, newest first.
CREATE INDEX "run_flow_idx" ON "run" ("flow_id", "entered_at" DESC);
-- Codes of a fixed pool that nobody has yet.
CREATE INDEX "voucher_pool_idx" ON "voucher" ("campaign_id", "id") WHERE "customer_id" IS NULL AND "active";
-- Messages on their way, for recovery after a crash.
CREATE INDEX "message_open_idx" ON "message" ("shard", "created_at") WHERE "status" IN ('queued', 'sending');

ALTER TABLE "run" SET (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);
ALTER TABLE "event_pending" SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);
ALTER TABLE "run_timer" SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);
ALTER TABLE "message" SET (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE "step_counter" SET (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE "step_total" SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE "customer" SET (fillfactor = 85);

ALTER TABLE "flow" ADD CONSTRAINT "flow_status_check" CHECK ("status" IN ('draft', 'live', 'paused', 'stopped'));
ALTER TABLE "run" ADD CONSTRAINT "run_status_check" CHECK ("status" IN ('active', 'completed', 'converted', 'exited', 'failed'));
ALTER TABLE "membership" ADD CONSTRAINT "membership_role_check" CHECK ("role" IN ('owner', 'admin', 'marketer', 'developer', 'viewer'));
