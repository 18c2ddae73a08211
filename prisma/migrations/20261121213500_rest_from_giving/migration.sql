-- While a campaign is deleted, or what its codes are worth is changed, none of them is given
ALTER TABLE "campaign" ADD COLUMN "giving_paused_at" TIMESTAMPTZ(3);
