-- Models as versions of collections, with aliases.

CREATE TABLE "collection" (
    "id" UUID NOT NULL,
    "ownerId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "lastNumber" INTEGER NOT NULL DEFAULT 0,
    "deletedAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "collection_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "collection_ownerId_nameKey_key" ON "collection"("ownerId", "nameKey");

CREATE TABLE "collection_version" (
    "collectionId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "modelId" UUID NOT NULL,
    "addedAt" TIMESTAMP(3) NOT NULL,
    CONSTRAINT "collection_version_pkey" PRIMARY KEY ("collectionId", "number")
);
CREATE UNIQUE INDEX "collection_version_modelId_key" ON "collection_version"("modelId");

CREATE TABLE "collection_alias" (
    "collectionId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    CONSTRAINT "collection_alias_pkey" PRIMARY KEY ("collectionId", "name")
);

ALTER TABLE "collection" ADD CONSTRAINT "collection_ownerId_fkey"
    FOREIGN KEY ("ownerId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "collection_version" ADD CONSTRAINT "collection_version_collectionId_fkey"
    FOREIGN KEY ("collectionId") REFERENCES "collection"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "collection_version" ADD CONSTRAINT "collection_version_modelId_fkey"
    FOREIGN KEY ("modelId") REFERENCES "model"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "collection_alias" ADD CONSTRAINT "collection_alias_collectionId_number_fkey"
    FOREIGN KEY ("collectionId", "number") REFERENCES "collection_version"("collectionId", "number") ON DELETE CASCADE ON UPDATE CASCADE;
