-- Networks with pretrained weights that a trainer can train on: it has the weights, or gets them by itself. Trainers from
-- before say so when they start anew.
ALTER TABLE "trainer" ADD COLUMN "backbones" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[];
