-- Features of frozen layers that trainers share through the store.

CREATE TABLE "feature_set" (
    "key" TEXT NOT NULL,
    "backbone" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "usedAt" TIMESTAMP(3) NOT NULL,
    CONSTRAINT "feature_set_pkey" PRIMARY KEY ("key")
);
CREATE INDEX "feature_set_backbone_idx" ON "feature_set"("backbone");

CREATE TABLE "feature_chunk" (
    "key" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    CONSTRAINT "feature_chunk_pkey" PRIMARY KEY ("key", "number")
);
CREATE INDEX "feature_chunk_sha256_idx" ON "feature_chunk"("sha256");

ALTER TABLE "feature_chunk" ADD CONSTRAINT "feature_chunk_key_fkey"
    FOREIGN KEY ("key") REFERENCES "feature_set"("key") ON DELETE CASCADE ON UPDATE CASCADE;
