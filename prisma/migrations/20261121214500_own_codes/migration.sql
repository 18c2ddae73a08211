-- Whether a campaign is only what a code of its own stands in: told by its name until now
ALTER TABLE "campaign" ADD COLUMN "own_code" BOOLEAN NOT NULL DEFAULT false;
UPDATE "campaign" c SET "own_code" = true FROM "voucher" v
WHERE c."type" = 'standalone' AND v."campaign_id" = c."id" AND v."code" = c."name";
