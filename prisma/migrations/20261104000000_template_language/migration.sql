-- The language a template is written in, which its dates and amounts follow. Empty follows the customer's.
ALTER TABLE "template_version" ADD COLUMN "language" TEXT NOT NULL DEFAULT '';
