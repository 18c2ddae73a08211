-- Versions whose end takes those inside with it: looked for every minute.
CREATE INDEX "flow_version_ends_idx" ON "flow_version" (("document" #>> '{settings,schedule,until}'))
  WHERE "document" #>> '{settings,schedule,atEnd}' = 'exit' AND "document" #>> '{settings,schedule,until}' IS NOT NULL;
