-- Whatever prolongs a session, it ends 30 days after its beginning.
CREATE FUNCTION session_ends() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW."expiresAt" := LEAST(NEW."expiresAt", NEW."createdAt" + interval '30 days');
    RETURN NEW;
END
$$;

CREATE TRIGGER session_ends BEFORE INSERT OR UPDATE ON "session"
    FOR EACH ROW EXECUTE FUNCTION session_ends();

-- The links that were under way stood here readable; they are kept as hashes from now on.
DELETE FROM "verification" WHERE "identifier" LIKE 'reset-password:%';

-- What each file of a model takes, so that one that several models share counts once. Of models from before, their bytes in
-- equal parts.
ALTER TABLE "model_artefact" ADD COLUMN "bytes" INTEGER NOT NULL DEFAULT 0;
UPDATE "model_artefact" AS "file" SET "bytes" = "model"."bytes" / "files"."count"
  FROM "model", (SELECT "modelId", count(*) FROM "model_artefact" GROUP BY "modelId") AS "files"
 WHERE "model"."id" = "file"."modelId" AND "files"."modelId" = "file"."modelId";
