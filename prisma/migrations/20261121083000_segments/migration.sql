-- A kept question about customers, and who answers to it
CREATE TABLE "segment" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "type" TEXT NOT NULL,
    "rule" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "built_shards" SMALLINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "segment_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "segment_member" (
    "shard" SMALLINT NOT NULL,
    "segment_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "entered_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "segment_member_pkey" PRIMARY KEY ("shard","segment_id","customer_id")
);

CREATE TABLE "segment_check" (
    "shard" SMALLINT NOT NULL,
    "segment_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "check_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "segment_check_pkey" PRIMARY KEY ("shard","segment_id","customer_id")
);

CREATE UNIQUE INDEX "segment_workspace_id_name_key" ON "segment"("workspace_id", "name");

CREATE INDEX "segment_member_shard_customer_id_idx" ON "segment_member"("shard", "customer_id");

CREATE INDEX "segment_check_shard_check_at_idx" ON "segment_check"("shard", "check_at");

CREATE INDEX "segment_check_shard_customer_id_idx" ON "segment_check"("shard", "customer_id");

-- The moment that a text names, in epoch ms: the same reading as momentOf in lib/domain/condition/moment.ts
CREATE FUNCTION condition_moment(written text) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  SELECT (extract(epoch FROM make_timestamptz(p[1]::int, p[2]::int, 1, 0, 0, 0, 'UTC')) * 1000)::bigint + (p[3]::bigint - 1) * 86400000
    + coalesce(p[4]::bigint, 0) * 3600000 + coalesce(p[5]::bigint, 0) * 60000 + coalesce(p[6]::bigint, 0) * 1000
    + coalesce(left(rpad(p[7], 3, '0'), 3)::bigint, 0)
    - CASE WHEN p[8] IS NULL OR p[8] = 'Z' THEN 0
        ELSE (left(p[8], 1) || '1')::int * (substr(p[8], 2, 2)::bigint * 3600000 + substr(p[8], 5, 2)::bigint * 60000) END
  FROM regexp_match(written,
    '^([1-9]\d{3})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?:T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:\d\d)?)?$') AS p
$$;
