-- How far a distribution is with reaching who belonged to its segment when it went live
ALTER TABLE "distribution" ADD COLUMN "invites" JSONB;
