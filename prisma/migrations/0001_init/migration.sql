-- People and sessions

CREATE TABLE "user" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "emailVerified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "role" TEXT NOT NULL DEFAULT 'user',
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "user_nameKey_key" ON "user"("nameKey");
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "token" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "ipAddress" TEXT,
    "userAgent" TEXT,
    "userId" TEXT NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");
CREATE INDEX "session_userId_idx" ON "session"("userId");

CREATE TABLE "account" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "providerId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "accessToken" TEXT,
    "refreshToken" TEXT,
    "idToken" TEXT,
    "accessTokenExpiresAt" TIMESTAMP(3),
    "refreshTokenExpiresAt" TIMESTAMP(3),
    "scope" TEXT,
    "password" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "account_userId_idx" ON "account"("userId");

CREATE TABLE "verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");

CREATE TABLE "rateLimit" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "lastRequest" BIGINT NOT NULL,

    CONSTRAINT "rateLimit_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "rateLimit_key_key" ON "rateLimit"("key");

-- Trainers, experiments and runs

CREATE TYPE "RunState" AS ENUM ('queued', 'running', 'succeeded', 'failed', 'cancelled');
CREATE TYPE "RunCommand" AS ENUM ('none', 'stop', 'cancel');

CREATE TABLE "trainer" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "engine" JSONB NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "heartbeatAt" TIMESTAMP(3) NOT NULL,
    "flopsPerSecond" DOUBLE PRECISION,

    CONSTRAINT "trainer_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "experiment" (
    "id" UUID NOT NULL,
    "ownerId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "spec" JSONB NOT NULL,
    "launchKey" UUID,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "experiment_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "experiment_ownerId_createdAt_idx" ON "experiment"("ownerId", "createdAt" DESC);
CREATE UNIQUE INDEX "experiment_ownerId_launchKey_key" ON "experiment"("ownerId", "launchKey");

CREATE TABLE "run" (
    "id" UUID NOT NULL,
    "experimentId" UUID NOT NULL,
    "ownerId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "spec" JSONB NOT NULL,
    "seed" BIGINT NOT NULL,
    "state" "RunState" NOT NULL DEFAULT 'queued',
    "command" "RunCommand" NOT NULL DEFAULT 'none',
    "leaseEpoch" INTEGER NOT NULL DEFAULT 0,
    "trainerId" UUID,
    "heartbeatAt" TIMESTAMP(3),
    "crashes" INTEGER NOT NULL DEFAULT 0,
    "queuedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMP(3),
    "finishedAt" TIMESTAMP(3),
    "endedEarly" BOOLEAN NOT NULL DEFAULT false,
    "failure" JSONB,
    "engine" JSONB,
    "epoch" INTEGER NOT NULL DEFAULT 0,
    "step" INTEGER NOT NULL DEFAULT 0,
    "stepsPerEpoch" INTEGER NOT NULL DEFAULT 0,
    "imagesPerSecond" DOUBLE PRECISION,
    "trainingSeconds" DOUBLE PRECISION,
    "bestEpoch" INTEGER,
    "bestValidationAccuracy" DOUBLE PRECISION,
    "testCount" INTEGER,
    "testLoss" DOUBLE PRECISION,
    "testAccuracy" DOUBLE PRECISION,
    "confusion" JSONB,
    "deletedAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "run_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "run_ownerId_createdAt_idx" ON "run"("ownerId", "createdAt" DESC);
CREATE INDEX "run_state_queuedAt_idx" ON "run"("state", "queuedAt");
CREATE INDEX "run_experimentId_idx" ON "run"("experimentId");

CREATE TABLE "run_event" (
    "runId" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "type" TEXT NOT NULL,
    "data" JSONB NOT NULL,

    CONSTRAINT "run_event_pkey" PRIMARY KEY ("runId", "seq")
);

CREATE TABLE "run_epoch" (
    "runId" UUID NOT NULL,
    "epoch" INTEGER NOT NULL,
    "trainLoss" DOUBLE PRECISION,
    "trainAccuracy" DOUBLE PRECISION NOT NULL,
    "validationLoss" DOUBLE PRECISION,
    "validationAccuracy" DOUBLE PRECISION NOT NULL,
    "seconds" DOUBLE PRECISION NOT NULL,
    "imagesPerSecond" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "run_epoch_pkey" PRIMARY KEY ("runId", "epoch")
);

CREATE TABLE "checkpoint" (
    "runId" UUID NOT NULL,
    "epoch" INTEGER NOT NULL,
    "step" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "checkpoint_pkey" PRIMARY KEY ("runId", "epoch", "step")
);

-- Models and published images

CREATE TABLE "model" (
    "id" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "ownerId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "dataset" TEXT NOT NULL,
    "manifestSha256" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "parameters" INTEGER NOT NULL,
    "testCount" INTEGER NOT NULL,
    "testLoss" DOUBLE PRECISION,
    "testAccuracy" DOUBLE PRECISION NOT NULL,
    "trainingSeconds" DOUBLE PRECISION NOT NULL,
    "engineKind" TEXT NOT NULL,
    "engineDevice" TEXT NOT NULL,
    "trainingSubset" INTEGER,
    "publishedAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "model_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "model_runId_key" ON "model"("runId");
CREATE INDEX "model_dataset_publishedAt_testAccuracy_idx" ON "model"("dataset", "publishedAt", "testAccuracy" DESC);
CREATE INDEX "model_ownerId_idx" ON "model"("ownerId");

CREATE TABLE "model_artefact" (
    "modelId" UUID NOT NULL,
    "sha256" TEXT NOT NULL,

    CONSTRAINT "model_artefact_pkey" PRIMARY KEY ("modelId", "sha256")
);
CREATE INDEX "model_artefact_sha256_idx" ON "model_artefact"("sha256");

CREATE TABLE "dataset" (
    "id" TEXT NOT NULL,
    "indexSha256" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dataset_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "dataset_artefact" (
    "datasetId" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,

    CONSTRAINT "dataset_artefact_pkey" PRIMARY KEY ("datasetId", "sha256")
);
CREATE INDEX "dataset_artefact_sha256_idx" ON "dataset_artefact"("sha256");

-- Foreign keys

ALTER TABLE "session" ADD CONSTRAINT "session_userId_fkey"
    FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "account" ADD CONSTRAINT "account_userId_fkey"
    FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "experiment" ADD CONSTRAINT "experiment_ownerId_fkey"
    FOREIGN KEY ("ownerId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "run" ADD CONSTRAINT "run_experimentId_fkey"
    FOREIGN KEY ("experimentId") REFERENCES "experiment"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "run" ADD CONSTRAINT "run_ownerId_fkey"
    FOREIGN KEY ("ownerId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "run" ADD CONSTRAINT "run_trainerId_fkey"
    FOREIGN KEY ("trainerId") REFERENCES "trainer"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "run_event" ADD CONSTRAINT "run_event_runId_fkey"
    FOREIGN KEY ("runId") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "run_epoch" ADD CONSTRAINT "run_epoch_runId_fkey"
    FOREIGN KEY ("runId") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "checkpoint" ADD CONSTRAINT "checkpoint_runId_fkey"
    FOREIGN KEY ("runId") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "model" ADD CONSTRAINT "model_runId_fkey"
    FOREIGN KEY ("runId") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "model" ADD CONSTRAINT "model_ownerId_fkey"
    FOREIGN KEY ("ownerId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "model_artefact" ADD CONSTRAINT "model_artefact_modelId_fkey"
    FOREIGN KEY ("modelId") REFERENCES "model"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "dataset_artefact" ADD CONSTRAINT "dataset_artefact_datasetId_fkey"
    FOREIGN KEY ("datasetId") REFERENCES "dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;
