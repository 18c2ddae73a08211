-- Keys that stand in a shop's pages: from which pages they count, and what they may do beyond checking codes
ALTER TABLE "api_key" ADD COLUMN "origins" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[];
ALTER TABLE "api_key" ADD COLUMN "client_calls" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[];
