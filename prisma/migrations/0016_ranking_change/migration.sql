-- Which changes the ranking of published models has had of late: a web app that keeps a ranking in memory compares them.

CREATE TABLE "ranking_change" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "ranking_change_pkey" PRIMARY KEY ("id")
);

-- Rows are only added, and by some of the changes the old ones removed: nobody waits for another's transaction, as one counter
-- for all would have them do. A minute is kept so that there is always a row that tells the state before from the state after.
CREATE FUNCTION "note_ranking_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "ranking_change" DEFAULT VALUES;
  IF random() < 0.05 THEN
    DELETE FROM "ranking_change" WHERE "id" IN (
      SELECT "id" FROM "ranking_change" WHERE "at" < CURRENT_TIMESTAMP - interval '1 minute' FOR UPDATE SKIP LOCKED
    );
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER "model_ranked" AFTER INSERT ON "model" FOR EACH ROW
  WHEN (NEW."publishedAt" IS NOT NULL) EXECUTE FUNCTION "note_ranking_change"();
CREATE TRIGGER "model_ranked_otherwise" AFTER UPDATE ON "model" FOR EACH ROW
  WHEN (OLD."publishedAt" IS NOT NULL OR NEW."publishedAt" IS NOT NULL) EXECUTE FUNCTION "note_ranking_change"();
CREATE TRIGGER "model_no_longer_ranked" AFTER DELETE ON "model" FOR EACH ROW
  WHEN (OLD."publishedAt" IS NOT NULL) EXECUTE FUNCTION "note_ranking_change"();
-- A deleted run's model is on no list, and comes back with it.
CREATE TRIGGER "run_deleted" AFTER UPDATE OF "deletedAt" ON "run" FOR EACH ROW
  WHEN (OLD."deletedAt" IS DISTINCT FROM NEW."deletedAt") EXECUTE FUNCTION "note_ranking_change"();
CREATE TRIGGER "author_renamed" AFTER UPDATE OF "name", "nameKey" ON "user" FOR EACH ROW
  WHEN (OLD."name" IS DISTINCT FROM NEW."name" OR OLD."nameKey" IS DISTINCT FROM NEW."nameKey")
  EXECUTE FUNCTION "note_ranking_change"();
