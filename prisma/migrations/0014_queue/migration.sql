-- Turns, pauses and limits of the queue, and what trainers tell of themselves.

ALTER TABLE "run" ADD COLUMN "claimedAt" TIMESTAMP(3);
ALTER TABLE "run" ADD COLUMN "pinned" INTEGER;
ALTER TABLE "run" ADD COLUMN "position" INTEGER;
CREATE INDEX "run_startedAt_idx" ON "run"("startedAt");
-- What is in training now counts from its last sign of life before.
UPDATE "run" SET "claimedAt" = "heartbeatAt" WHERE "state" = 'running';

ALTER TABLE "trainer" ADD COLUMN "slots" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "trainer" ADD COLUMN "codeVersion" TEXT;
ALTER TABLE "trainer" ADD COLUMN "memoryBytes" DOUBLE PRECISION;
ALTER TABLE "trainer" ADD COLUMN "memoryUsedBytes" DOUBLE PRECISION;
ALTER TABLE "trainer" ADD COLUMN "load" DOUBLE PRECISION;
ALTER TABLE "trainer" ADD COLUMN "drainedAt" TIMESTAMP(3);
ALTER TABLE "trainer" ADD COLUMN "stopping" BOOLEAN NOT NULL DEFAULT false;

CREATE TABLE "queue_state" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "pausedAt" TIMESTAMP(3),
    "secondsPerDay" INTEGER NOT NULL DEFAULT 86400,
    CONSTRAINT "queue_state_pkey" PRIMARY KEY ("id")
);
INSERT INTO "queue_state" DEFAULT VALUES;

CREATE TABLE "training_time" (
    "runId" UUID NOT NULL,
    "leaseEpoch" INTEGER NOT NULL,
    "ownerId" TEXT NOT NULL,
    "from" TIMESTAMP(3) NOT NULL,
    "until" TIMESTAMP(3) NOT NULL,
    CONSTRAINT "training_time_pkey" PRIMARY KEY ("runId", "leaseEpoch")
);
CREATE INDEX "training_time_ownerId_until_idx" ON "training_time"("ownerId", "until");
CREATE INDEX "training_time_until_idx" ON "training_time"("until");
ALTER TABLE "training_time" ADD CONSTRAINT "training_time_ownerId_fkey"
    FOREIGN KEY ("ownerId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Whatever ends an attempt (its end, its trainer, another trainer, its owner), its time counts until its last sign of life.
CREATE FUNCTION training_ends() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO "training_time" ("runId", "leaseEpoch", "ownerId", "from", "until")
    VALUES (OLD."id", OLD."leaseEpoch", OLD."ownerId", OLD."claimedAt", OLD."heartbeatAt")
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;

CREATE TRIGGER training_ends AFTER UPDATE ON "run" FOR EACH ROW
    WHEN (OLD."state" = 'running' AND OLD."claimedAt" IS NOT NULL AND OLD."heartbeatAt" IS NOT NULL
          AND (NEW."state" <> 'running' OR NEW."leaseEpoch" <> OLD."leaseEpoch"))
    EXECUTE FUNCTION training_ends();
