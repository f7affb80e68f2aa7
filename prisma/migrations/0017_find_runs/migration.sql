-- Runs found and ordered through indexes, where one person has a hundred thousand.

-- Comes with PostgreSQL and may be created by whoever owns the database.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- What a search looks through, in small letters. For a text[] `array_to_string` depends on no setting.
CREATE FUNCTION "run_search_text"("name" text, "preset" text, "note" text, "tags" text[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT lower(concat_ws(chr(31), "name", "preset", "note", array_to_string("tags", chr(31)))) $$;

CREATE INDEX "run_search_text_idx" ON "run" USING gin ("run_search_text"("name", "preset", "note", "tags") gin_trgm_ops);
CREATE INDEX "run_tags_idx" ON "run" USING gin ("tags");
-- As `orderSql` of server/runs/list-sql.ts orders by the two scores.
CREATE INDEX "run_by_validation_idx" ON "run" ("ownerId", "bestValidationAccuracy" DESC NULLS LAST, "id" DESC) WHERE "deletedAt" IS NULL;
CREATE INDEX "run_by_test_idx" ON "run" ("ownerId", "testAccuracy" DESC NULLS LAST, "id" DESC) WHERE "deletedAt" IS NULL;

-- The fields that runs are filtered by most, read out of the specification once. With them in one index a filter is counted
-- without a look at the rows, which are wide.
ALTER TABLE "run"
  ADD COLUMN "learningRate" DOUBLE PRECISION GENERATED ALWAYS AS (("spec" #>> '{optimizer,learningRate}')::float8) STORED,
  ADD COLUMN "batchSize" DOUBLE PRECISION GENERATED ALWAYS AS (("spec" #>> '{batchSize}')::float8) STORED;
CREATE INDEX "run_filtered_idx" ON "run" ("ownerId", "preset", "learningRate", "batchSize") INCLUDE ("state") WHERE "deletedAt" IS NULL;

-- Signs of life change no indexed column: with room on its page a run is updated in place.
ALTER TABLE "run" SET (fillfactor = 85);
