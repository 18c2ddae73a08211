-- What each code of a lot is given of its own, beside what its campaign says
ALTER TABLE "code_batch" ADD COLUMN "terms" JSONB NOT NULL DEFAULT '{}';
