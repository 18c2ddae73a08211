-- A rule that names no items is for all of them, and says so where codes are judged
ALTER TABLE "validation_rule" ALTER COLUMN "applicable_to" SET DEFAULT '{"included": [], "excluded": [], "included_all": true}';
UPDATE "validation_rule" SET "applicable_to" = '{"included": [], "excluded": [], "included_all": true}' WHERE "applicable_to" = '{}';
