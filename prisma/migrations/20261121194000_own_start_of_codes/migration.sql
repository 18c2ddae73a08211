-- The start a code has of its own, apart from the one it gets when it is given
ALTER TABLE "voucher" ADD COLUMN "own_starts_at" TIMESTAMPTZ(3);
UPDATE "voucher" SET "own_starts_at" = "starts_at" WHERE "customer_id" IS NULL AND "starts_at" IS NOT NULL;
