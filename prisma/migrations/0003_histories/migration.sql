-- What a run measured step by step, what became of each of its metrics, and what people do with runs: tags, notes, an
-- audit trail, shared links, sweeps and labs.

-- Runs

ALTER TABLE "run"
    ADD COLUMN "preset" TEXT,
    ADD COLUMN "tags" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    ADD COLUMN "note" TEXT NOT NULL DEFAULT '',
    ADD COLUMN "parameters" INTEGER,
    ADD COLUMN "predictionsSha256" TEXT,
    ADD COLUMN "sweepId" UUID,
    ADD COLUMN "trial" INTEGER,
    ADD COLUMN "held" BOOLEAN NOT NULL DEFAULT false;
CREATE INDEX "run_sweepId_trial_idx" ON "run"("sweepId", "trial");
-- What the runs table opens with, in its order, and how many runs are in each state.
CREATE INDEX "run_ownerId_startedAt_queuedAt_id_idx" ON "run"("ownerId", "startedAt" DESC, "queuedAt" DESC, "id" DESC);
CREATE INDEX "run_ownerId_deletedAt_state_idx" ON "run"("ownerId", "deletedAt", "state");

UPDATE "run" SET "parameters" = (
    SELECT ("data" ->> 'parameters')::integer FROM "run_event"
     WHERE "run_event"."runId" = "run"."id" AND "type" = 'started' ORDER BY "seq" LIMIT 1);

CREATE INDEX "run_predictionsSha256_idx" ON "run"("predictionsSha256");

-- Runs from before this column: told by their blocks, whose later fields had defaults.
UPDATE "run" SET "preset" = CASE
    WHEN jsonb_path_query_array("spec", '$.architecture.blocks[*].kind') = '["conv", "dense"]'
     AND jsonb_path_query_array("spec", '$.architecture.blocks[*].filters') = '[32]'
     AND jsonb_path_query_array("spec", '$.architecture.blocks[*].kernel') = '[3]'
     AND jsonb_path_query_array("spec", '$.architecture.blocks[*].units') = '[64]'
     AND jsonb_path_query_array("spec", '$.architecture.blocks[*].activation') = '["leakyRelu", "relu"]'
     AND jsonb_path_query_array("spec", '$.architecture.blocks[*].pool') = '["max"]'
     AND jsonb_path_query_array("spec", '$.architecture.blocks[*].dropout') = '[0.25, 0.25]'
     AND jsonb_path_query_array("spec", '$.architecture.blocks[*].kernelInitializer') = '["glorotUniform", "randomNormal"]'
     AND "spec" #>> '{architecture,head,kernelInitializer}' = 'randomNormal'
     AND NOT jsonb_path_exists("spec", '$.architecture.blocks[*] ? (@.batchNorm == true || @.residual == true || @.convolution == "separable")')
    THEN 'scratch'
    WHEN jsonb_path_query_array("spec", '$.architecture.blocks[*].kind') = '["conv", "conv", "dense"]'
     AND jsonb_path_query_array("spec", '$.architecture.blocks[*].filters') = '[32, 64]'
     AND jsonb_path_query_array("spec", '$.architecture.blocks[*].kernel') = '[3, 3]'
     AND jsonb_path_query_array("spec", '$.architecture.blocks[*].units') = '[64]'
     AND jsonb_path_query_array("spec", '$.architecture.blocks[*].activation') = '["leakyRelu", "leakyRelu", "leakyRelu"]'
     AND jsonb_path_query_array("spec", '$.architecture.blocks[*].pool') = '["max", "max"]'
     AND jsonb_path_query_array("spec", '$.architecture.blocks[*].dropout') = '[0.25, 0.25, 0.25]'
     AND jsonb_path_query_array("spec", '$.architecture.blocks[*].kernelInitializer') = '["glorotUniform", "glorotUniform", "glorotUniform"]'
     AND "spec" #>> '{architecture,head,kernelInitializer}' = 'glorotUniform'
     AND NOT jsonb_path_exists("spec", '$.architecture.blocks[*] ? (@.batchNorm == true || @.residual == true || @.convolution == "separable")')
    THEN 'deeper'
    END;

-- Measurements

CREATE TABLE "run_point" (
    "runId" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "step" INTEGER NOT NULL,
    "loss" DOUBLE PRECISION,
    "accuracy" DOUBLE PRECISION,
    "learningRate" DOUBLE PRECISION,
    "imagesPerSecond" DOUBLE PRECISION,
    "processors" DOUBLE PRECISION,
    "memoryBytes" DOUBLE PRECISION,
    "gpu" DOUBLE PRECISION,
    "gpuMemoryBytes" DOUBLE PRECISION,

    CONSTRAINT "run_point_pkey" PRIMARY KEY ("runId", "seq")
);

CREATE TABLE "run_metric" (
    "runId" UUID NOT NULL,
    "metric" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "first" DOUBLE PRECISION NOT NULL,
    "last" DOUBLE PRECISION NOT NULL,
    "min" DOUBLE PRECISION,
    "max" DOUBLE PRECISION,

    CONSTRAINT "run_metric_pkey" PRIMARY KEY ("runId", "metric")
);

CREATE INDEX "run_event_runId_type_seq_idx" ON "run_event"("runId", "type", "seq");

-- Who did what

CREATE TABLE "audit_entry" (
    "id" UUID NOT NULL,
    "at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actorId" TEXT,
    "action" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "runId" UUID,
    "sweepId" UUID,
    "details" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "audit_entry_runId_at_idx" ON "audit_entry"("runId", "at");
CREATE INDEX "audit_entry_sweepId_at_idx" ON "audit_entry"("sweepId", "at");

-- Links

CREATE TABLE "share" (
    "id" UUID NOT NULL,
    "ownerId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "target" JSONB NOT NULL,
    "runIds" UUID[] NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revokedAt" TIMESTAMP(3),

    CONSTRAINT "share_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "share_ownerId_createdAt_idx" ON "share"("ownerId", "createdAt" DESC);

-- Sweeps

CREATE TYPE "SweepState" AS ENUM ('running', 'paused', 'stopped', 'cancelled');

CREATE TABLE "sweep" (
    "id" UUID NOT NULL,
    "ownerId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "state" "SweepState" NOT NULL DEFAULT 'running',
    "plan" JSONB NOT NULL,
    "launchKey" UUID NOT NULL,
    "deletedAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sweep_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "sweep_ownerId_launchKey_key" ON "sweep"("ownerId", "launchKey");
CREATE INDEX "sweep_ownerId_createdAt_idx" ON "sweep"("ownerId", "createdAt" DESC);

-- Labs

CREATE TABLE "lab_work" (
    "id" UUID NOT NULL,
    "ownerId" TEXT NOT NULL,
    "lab" TEXT NOT NULL,
    "runs" JSONB NOT NULL DEFAULT '{}',
    "answers" JSONB NOT NULL DEFAULT '{}',
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "lab_work_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "lab_work_ownerId_lab_key" ON "lab_work"("ownerId", "lab");

-- Data sets

ALTER TABLE "dataset" ADD COLUMN "statistics" JSONB;

-- Foreign keys

ALTER TABLE "run" ADD CONSTRAINT "run_sweepId_fkey"
    FOREIGN KEY ("sweepId") REFERENCES "sweep"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "run_point" ADD CONSTRAINT "run_point_runId_fkey"
    FOREIGN KEY ("runId") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "run_metric" ADD CONSTRAINT "run_metric_runId_fkey"
    FOREIGN KEY ("runId") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_actorId_fkey"
    FOREIGN KEY ("actorId") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_ownerId_fkey"
    FOREIGN KEY ("ownerId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_runId_fkey"
    FOREIGN KEY ("runId") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_sweepId_fkey"
    FOREIGN KEY ("sweepId") REFERENCES "sweep"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "share" ADD CONSTRAINT "share_ownerId_fkey"
    FOREIGN KEY ("ownerId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "sweep" ADD CONSTRAINT "sweep_ownerId_fkey"
    FOREIGN KEY ("ownerId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "lab_work" ADD CONSTRAINT "lab_work_ownerId_fkey"
    FOREIGN KEY ("ownerId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
