-- How fast models are in the browsers of visitors who share it.

CREATE TABLE "browser_timing" (
    "id" UUID NOT NULL,
    "modelId" UUID NOT NULL,
    "backend" TEXT NOT NULL,
    "milliseconds" DOUBLE PRECISION NOT NULL,
    "warmUpMilliseconds" DOUBLE PRECISION NOT NULL,
    CONSTRAINT "browser_timing_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "browser_timing_modelId_backend_id_idx" ON "browser_timing"("modelId", "backend", "id");

ALTER TABLE "browser_timing" ADD CONSTRAINT "browser_timing_modelId_fkey"
    FOREIGN KEY ("modelId") REFERENCES "model"("id") ON DELETE CASCADE ON UPDATE CASCADE;
