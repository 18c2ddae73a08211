-- How many customers opted out of each topic: what changed, line by line, so that nobody who writes customers waits for another. Added up every hour.
CREATE TABLE "topic_opt_out" (
    "id" BIGSERIAL NOT NULL,
    "workspace_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "change" BIGINT NOT NULL,

    CONSTRAINT "topic_opt_out_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "topic_opt_out_workspace_id_key_idx" ON "topic_opt_out"("workspace_id", "key");

-- Whoever writes customers cannot forget to count them. In this body \x3B stands for the sign that ends a statement, at which migrations are cut apart.
CREATE FUNCTION "count_topic_opt_outs"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  IF TG_OP <> ''INSERT'' THEN
    INSERT INTO topic_opt_out (workspace_id, key, change)
    SELECT OLD.workspace_id, said.key, -1 FROM jsonb_each(OLD.consent - ''email'' - ''sms'') AS said
    WHERE said.value ->> ''state'' = ''denied''
      AND (TG_OP = ''DELETE'' OR NEW.consent #>> ARRAY[said.key, ''state''] IS DISTINCT FROM ''denied'')\x3B
  END IF\x3B
  IF TG_OP <> ''DELETE'' THEN
    INSERT INTO topic_opt_out (workspace_id, key, change)
    SELECT NEW.workspace_id, said.key, 1 FROM jsonb_each(NEW.consent - ''email'' - ''sms'') AS said
    WHERE said.value ->> ''state'' = ''denied''
      AND (TG_OP = ''INSERT'' OR OLD.consent #>> ARRAY[said.key, ''state''] IS DISTINCT FROM ''denied'')\x3B
  END IF\x3B
  RETURN NULL\x3B
END';

-- Most customers say nothing of topics: the function is not called for them.
CREATE TRIGGER "customer_topics_inserted" AFTER INSERT ON "customer" FOR EACH ROW
WHEN ((NEW."consent" - 'email' - 'sms') <> '{}') EXECUTE FUNCTION "count_topic_opt_outs"();

CREATE TRIGGER "customer_topics_updated" AFTER UPDATE OF "consent" ON "customer" FOR EACH ROW
WHEN ((OLD."consent" - 'email' - 'sms') IS DISTINCT FROM (NEW."consent" - 'email' - 'sms')) EXECUTE FUNCTION "count_topic_opt_outs"();

CREATE TRIGGER "customer_topics_deleted" AFTER DELETE ON "customer" FOR EACH ROW
WHEN ((OLD."consent" - 'email' - 'sms') <> '{}') EXECUTE FUNCTION "count_topic_opt_outs"();

-- What there is already.
INSERT INTO "topic_opt_out" ("workspace_id", "key", "change")
SELECT c.workspace_id, said.key, count(*) FROM customer c CROSS JOIN LATERAL jsonb_each(c.consent - 'email' - 'sms') AS said
WHERE (c.consent - 'email' - 'sms') <> '{}' AND said.value ->> 'state' = 'denied' GROUP BY c.workspace_id, said.key;

-- It was there to count them.
DROP INDEX "customer_topics_idx";
