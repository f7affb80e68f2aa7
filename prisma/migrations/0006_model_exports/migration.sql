-- Models in formats of other tools: built when somebody first asks, then kept in the store.

CREATE TYPE "ExportState" AS ENUM ('queued', 'building', 'ready', 'failed');

CREATE TABLE "model_export" (
    "modelId" UUID NOT NULL,
    "format" TEXT NOT NULL,
    "state" "ExportState" NOT NULL DEFAULT 'queued',
    "requestedById" TEXT,
    "requestedAt" TIMESTAMP(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "sha256" TEXT,
    "bytes" INTEGER,
    "error" TEXT,
    CONSTRAINT "model_export_pkey" PRIMARY KEY ("modelId", "format")
);
CREATE INDEX "model_export_requestedById_state_idx" ON "model_export"("requestedById", "state");
CREATE INDEX "model_export_sha256_idx" ON "model_export"("sha256");

ALTER TABLE "model_export" ADD CONSTRAINT "model_export_modelId_fkey"
    FOREIGN KEY ("modelId") REFERENCES "model"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "model_export" ADD CONSTRAINT "model_export_requestedById_fkey"
    FOREIGN KEY ("requestedById") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;
