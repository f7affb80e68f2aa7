-- How many runs a person has in each state, as differences that add up to it: of a hundred thousand runs nobody counts rows.

CREATE TABLE "run_count" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "ownerId" TEXT NOT NULL,
    "state" "RunState" NOT NULL,
    "runs" INTEGER NOT NULL,
    CONSTRAINT "run_count_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "run_count_ownerId_idx" ON "run_count"("ownerId");

CREATE FUNCTION "count_added_runs"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "run_count" ("ownerId", "state", "runs")
    SELECT "ownerId", "state", count(*) FROM "added" WHERE "deletedAt" IS NULL GROUP BY 1, 2;
  RETURN NULL;
END $$;

CREATE FUNCTION "count_removed_runs"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "run_count" ("ownerId", "state", "runs")
    SELECT "ownerId", "state", -count(*) FROM "removed" WHERE "deletedAt" IS NULL GROUP BY 1, 2;
  -- Where the runs go with their person. A reference to the person would have every change of a run lock the person's row.
  DELETE FROM "run_count" WHERE "ownerId" IN (
    SELECT "ownerId" FROM "removed" WHERE NOT EXISTS (SELECT FROM "user" WHERE "id" = "removed"."ownerId")
  );
  RETURN NULL;
END $$;

-- Rows are only added, and by one change in ten those of a person added up: nobody waits for another's transaction, as one row
-- for each state would have trainers do. What another is adding up at the moment is left to them.
CREATE FUNCTION "count_changed_run"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "run_count" ("ownerId", "state", "runs")
    SELECT OLD."ownerId", OLD."state", -1 WHERE OLD."deletedAt" IS NULL
    UNION ALL SELECT NEW."ownerId", NEW."state", 1 WHERE NEW."deletedAt" IS NULL;
  IF random() < 0.1 THEN
    WITH "parts" AS (
      DELETE FROM "run_count" WHERE "id" IN (
        SELECT "id" FROM "run_count" WHERE "ownerId" = NEW."ownerId" FOR UPDATE SKIP LOCKED
      ) RETURNING "state", "runs"
    )
    INSERT INTO "run_count" ("ownerId", "state", "runs")
      SELECT NEW."ownerId", "state", sum("runs") FROM "parts" GROUP BY "state" HAVING sum("runs") <> 0;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER "runs_added" AFTER INSERT ON "run" REFERENCING NEW TABLE AS "added"
  FOR EACH STATEMENT EXECUTE FUNCTION "count_added_runs"();
CREATE TRIGGER "runs_removed" AFTER DELETE ON "run" REFERENCING OLD TABLE AS "removed"
  FOR EACH STATEMENT EXECUTE FUNCTION "count_removed_runs"();
CREATE TRIGGER "run_changed" AFTER UPDATE OF "state", "deletedAt", "ownerId" ON "run" FOR EACH ROW
  WHEN (OLD."state" <> NEW."state" OR OLD."ownerId" <> NEW."ownerId"
        OR (OLD."deletedAt" IS NULL) <> (NEW."deletedAt" IS NULL))
  EXECUTE FUNCTION "count_changed_run"();

INSERT INTO "run_count" ("ownerId", "state", "runs")
  SELECT "ownerId", "state", count(*) FROM "run" WHERE "deletedAt" IS NULL GROUP BY 1, 2;
