-- What is told of the product's own doings wakes the engine only where a flow or a segment looks at it. The names that a drawing or a rule mentions
-- are kept beside it, so that nobody reads through whole documents for each batch.
CREATE FUNCTION "events_named"("document" JSONB) RETURNS TEXT[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT COALESCE(array_agg(DISTINCT m[1]), '{}') FROM regexp_matches("document"::text, '"([a-z]+(?:\.[a-z_]+)+)"', 'g') AS m $$;

ALTER TABLE "flow_version" ADD COLUMN "listens" TEXT[] GENERATED ALWAYS AS ("events_named"("document")) STORED;
ALTER TABLE "segment" ADD COLUMN "listens" TEXT[] GENERATED ALWAYS AS ("events_named"("rule")) STORED;

-- Nobody asks for rows by the whole of these documents: comparing thousands of them to find the most frequent cost each ANALYZE more than all else.
ALTER TABLE "event" ALTER COLUMN "properties" SET STATISTICS 0;
