-- A distribution: what its wizard was told, and the flow it became when it went live
CREATE TABLE "distribution" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "setup" JSONB NOT NULL,
    "flow_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "distribution_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "distribution_flow_id_key" ON "distribution"("flow_id");
CREATE INDEX "distribution_workspace_id_created_at_id_idx" ON "distribution"("workspace_id", "created_at", "id");
