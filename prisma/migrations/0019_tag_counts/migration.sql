-- How many runs a person has in each state with a tag, as differences like those of `run_count`: the runs of a tag lie on as many
-- pages as there are runs. A table of its own, since whoever still sums up `run_count` means all runs.

CREATE TABLE "run_tag_count" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "ownerId" TEXT NOT NULL,
    "tag" TEXT NOT NULL,
    "state" "RunState" NOT NULL,
    "runs" INTEGER NOT NULL,
    CONSTRAINT "run_tag_count_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "run_tag_count_ownerId_tag_idx" ON "run_tag_count"("ownerId", "tag");

CREATE FUNCTION "count_added_tags"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "run_tag_count" ("ownerId", "tag", "state", "runs")
    SELECT "ownerId", "tag", "state", count(*) FROM "added", unnest("tags") AS "tag" WHERE "deletedAt" IS NULL GROUP BY 1, 2, 3;
  RETURN NULL;
END $$;

CREATE FUNCTION "count_removed_tags"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "run_tag_count" ("ownerId", "tag", "state", "runs")
    SELECT "ownerId", "tag", "state", -count(*) FROM "removed", unnest("tags") AS "tag" WHERE "deletedAt" IS NULL GROUP BY 1, 2, 3;
  DELETE FROM "run_tag_count" WHERE "ownerId" IN (
    SELECT "ownerId" FROM "removed" WHERE NOT EXISTS (SELECT FROM "user" WHERE "id" = "removed"."ownerId")
  );
  RETURN NULL;
END $$;

-- One change in ten adds up the sums of the tags that it concerns, and leaves those that another is adding up at the moment.
CREATE FUNCTION "count_changed_tags"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "run_tag_count" ("ownerId", "tag", "state", "runs")
    SELECT "ownerId", "tag", "state", sum("runs") FROM (
      SELECT OLD."ownerId", unnest(OLD."tags"), OLD."state", -1 WHERE OLD."deletedAt" IS NULL
      UNION ALL SELECT NEW."ownerId", unnest(NEW."tags"), NEW."state", 1 WHERE NEW."deletedAt" IS NULL
    ) AS "differences" ("ownerId", "tag", "state", "runs") GROUP BY 1, 2, 3 HAVING sum("runs") <> 0;
  IF random() < 0.1 THEN
    WITH "parts" AS (
      DELETE FROM "run_tag_count" WHERE "id" IN (
        SELECT "id" FROM "run_tag_count"
         WHERE "ownerId" IN (OLD."ownerId", NEW."ownerId") AND "tag" = ANY (OLD."tags" || NEW."tags") FOR UPDATE SKIP LOCKED
      ) RETURNING "ownerId", "tag", "state", "runs"
    )
    INSERT INTO "run_tag_count" ("ownerId", "tag", "state", "runs")
      SELECT "ownerId", "tag", "state", sum("runs") FROM "parts" GROUP BY 1, 2, 3 HAVING sum("runs") <> 0;
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER "tags_added" AFTER INSERT ON "run" REFERENCING NEW TABLE AS "added"
  FOR EACH STATEMENT EXECUTE FUNCTION "count_added_tags"();
CREATE TRIGGER "tags_removed" AFTER DELETE ON "run" REFERENCING OLD TABLE AS "removed"
  FOR EACH STATEMENT EXECUTE FUNCTION "count_removed_tags"();
CREATE TRIGGER "tags_changed" AFTER UPDATE OF "tags", "state", "deletedAt", "ownerId" ON "run" FOR EACH ROW
  WHEN (OLD."tags" <> NEW."tags" OR (NEW."tags" <> '{}' AND (OLD."state" <> NEW."state" OR OLD."ownerId" <> NEW."ownerId"
        OR (OLD."deletedAt" IS NULL) <> (NEW."deletedAt" IS NULL))))
  EXECUTE FUNCTION "count_changed_tags"();

INSERT INTO "run_tag_count" ("ownerId", "tag", "state", "runs")
  SELECT "ownerId", "tag", "state", count(*) FROM "run", unnest("tags") AS "tag" WHERE "deletedAt" IS NULL GROUP BY 1, 2, 3;

-- As before, and where a run changes hands the sums of both people are added up: only those of the next one were.
CREATE OR REPLACE FUNCTION "count_changed_run"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "run_count" ("ownerId", "state", "runs")
    SELECT OLD."ownerId", OLD."state", -1 WHERE OLD."deletedAt" IS NULL
    UNION ALL SELECT NEW."ownerId", NEW."state", 1 WHERE NEW."deletedAt" IS NULL;
  IF random() < 0.1 THEN
    WITH "parts" AS (
      DELETE FROM "run_count" WHERE "id" IN (
        SELECT "id" FROM "run_count" WHERE "ownerId" IN (OLD."ownerId", NEW."ownerId") FOR UPDATE SKIP LOCKED
      ) RETURNING "ownerId", "state", "runs"
    )
    INSERT INTO "run_count" ("ownerId", "state", "runs")
      SELECT "ownerId", "state", sum("runs") FROM "parts" GROUP BY 1, 2 HAVING sum("runs") <> 0;
  END IF;
  RETURN NULL;
END $$;
