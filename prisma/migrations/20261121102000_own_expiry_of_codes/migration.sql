-- The end a code has of its own, apart from the one it gets when it is given
ALTER TABLE "voucher" ADD COLUMN "own_expires_at" TIMESTAMPTZ(3);
UPDATE "voucher" SET "own_expires_at" = "expires_at" WHERE "customer_id" IS NULL AND "expires_at" IS NOT NULL;
