-- How many a move was to bring along when it began, so that a screen can say how far it is
ALTER TABLE "flow_move" ADD COLUMN "total" BIGINT NOT NULL DEFAULT 0;
