-- What has become of an export, and the file itself in parts
ALTER TABLE "export" ADD COLUMN "status" TEXT NOT NULL DEFAULT 'SCHEDULED';
ALTER TABLE "export" ADD COLUMN "rows" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "export" ADD COLUMN "failure" TEXT;
ALTER TABLE "export" ADD COLUMN "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
CREATE TABLE "export_part" (
    "export_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "content" BYTEA NOT NULL,

    CONSTRAINT "export_part_pkey" PRIMARY KEY ("export_id", "number")
);
