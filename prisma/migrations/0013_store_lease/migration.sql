-- Who sweeps the artefact store, and when it was swept last.

CREATE TABLE "store_lease" (
    "id" INTEGER NOT NULL,
    "holder" UUID NOT NULL,
    "heldUntil" TIMESTAMP(3) NOT NULL,
    "sweptAt" TIMESTAMP(3),
    CONSTRAINT "store_lease_pkey" PRIMARY KEY ("id")
);
