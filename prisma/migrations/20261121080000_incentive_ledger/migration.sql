-- What happens to the workspace itself (a campaign is switched off, an export is done) stands on the log without a customer
ALTER TABLE "event" ALTER COLUMN "customer_id" DROP NOT NULL;

-- One row for every code given, by whichever way
CREATE TABLE "incentive" (
    "shard" SMALLINT NOT NULL,
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "voucher_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "flow_id" UUID,
    "run_id" UUID,
    "value" JSONB NOT NULL,
    "recovery" BOOLEAN NOT NULL,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "given_at" TIMESTAMPTZ(3) NOT NULL,
    "released_at" TIMESTAMPTZ(3),

    CONSTRAINT "incentive_pkey" PRIMARY KEY ("shard","id")
);

CREATE INDEX "incentive_shard_customer_id_given_at_idx" ON "incentive"("shard", "customer_id", "given_at");

INSERT INTO "incentive" (shard, id, workspace_id, customer_id, campaign_id, voucher_id, code, source, flow_id, run_id, value, recovery, demo, given_at, released_at)
SELECT ('x' || right(p.customer_id::text, 2))::bit(8)::int % 64, p.id, p.workspace_id, p.customer_id, p.campaign_id, p.voucher_id, p.code, p.source, p.flow_id,
       p.run_id, c.discount, c.recovery, p.demo, p.created_at, p.released_at
FROM publication p JOIN campaign c ON c.id = p.campaign_id;
