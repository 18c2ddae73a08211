-- What a workspace's marketing messages are about, for customers who want some of them and not others
CREATE TABLE "topic" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "archived_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "topic_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "topic_workspace_id_key_key" ON "topic"("workspace_id", "key");

CREATE UNIQUE INDEX "topic_name_key" ON "topic" ("workspace_id", lower("name")) WHERE "archived_at" IS NULL;

-- Customers who said something of a topic, and not only of a channel: they are counted per topic, and are few beside all others
CREATE INDEX "customer_topics_idx" ON "customer" ("workspace_id", "shard", "id") WHERE ("consent" - 'email' - 'sms') <> '{}';
