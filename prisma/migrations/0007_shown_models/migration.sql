-- Models are shown to whoever has a link, and have a licence.

ALTER TABLE "model" ADD COLUMN "byLink" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "model" ADD COLUMN "licence" TEXT;
