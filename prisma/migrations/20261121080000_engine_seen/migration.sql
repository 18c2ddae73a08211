-- CreateTable
CREATE TABLE "engine_worker" (
    "id" UUID NOT NULL,
    "host" TEXT NOT NULL,
    "pid" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "minutes" JSONB NOT NULL DEFAULT '[]',
    "figures" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "engine_worker_pkey" PRIMARY KEY ("id")
);

-- The failed runs of a workspace, newest first: few among the many that went well.
CREATE INDEX "run_failed_idx" ON "run" ("workspace_id", "ended_at" DESC, "id") WHERE "status" = 'failed';
-- Events that the engine set aside, newest first.
CREATE INDEX "quarantined_event_engine_idx" ON "quarantined_event" ("workspace_id", "id") WHERE "reason" = 'engine_error' AND "replayed_at" IS NULL;
