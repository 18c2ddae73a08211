-- Counters that added money of several currencies are made anew from the redemptions, of one currency
DELETE FROM "redemption_counter" t WHERE t."scope" NOT LIKE 'key.%' AND t."campaign_id" IN (
  SELECT r."campaign_id" FROM "redemption" r JOIN "workspace" w ON w."id" = r."workspace_id" WHERE r."currency" <> w."currency"
);
