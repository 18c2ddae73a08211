-- Codes of a pool are nobody's: millions of them need not stand in the index that finds a customer's codes.
DROP INDEX "voucher_customer_id_idx";
CREATE INDEX "voucher_customer_idx" ON "voucher"("customer_id") WHERE "customer_id" IS NOT NULL;
