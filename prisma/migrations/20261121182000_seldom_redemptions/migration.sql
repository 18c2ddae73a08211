-- Redemptions that failed or were taken back, and gifts that were: few of a campaign of millions
CREATE INDEX "redemption_seldom_idx" ON "redemption"("campaign_id") WHERE "status" <> 'succeeded';
CREATE INDEX "publication_released_idx" ON "publication"("campaign_id", "created_at") WHERE "released_at" IS NOT NULL;
