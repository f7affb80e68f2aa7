/** Bounds on every number that a person can set. The form shows them, the API and the trainer enforce them. */

export type Range = { readonly min: number; readonly max: number };

export const LIMITS = {
  experimentName: { min: 1, max: 80 },
  displayName: { min: 2, max: 32 },
  password: { min: 12, max: 128 },
  blocks: { min: 0, max: 12 },
  filters: { min: 1, max: 512 },
  kernel: { min: 1, max: 7 },
  units: { min: 1, max: 4096 },
  dropout: { min: 0, max: 0.9 },
  epochs: { min: 1, max: 200 },
  batchSize: { min: 1, max: 2048 },
  learningRate: { min: 1e-6, max: 1 },
  beta: { min: 0, max: 0.9999 },
  epsilon: { min: 1e-10, max: 1e-1 },
  momentum: { min: 0, max: 0.999 },
  weightDecay: { min: 0, max: 0.5 },
  warmupEpochs: { min: 0, max: 100 },
  finalFraction: { min: 0, max: 1 },
  decayRate: { min: 0.01, max: 1 },
  decayEpochs: { min: 0.1, max: 200 },
  /** Pixels. */
  shift: { min: 0, max: 8 },
  /** Pixels, side of the square. */
  cutout: { min: 0, max: 16 },
  seed: { min: 0, max: 2 ** 32 - 1 },
  validationFraction: { min: 0.05, max: 0.5 },
  /** Blocks of a backbone that are trained. */
  thawedBlocks: { min: 1, max: 10 },
  headEpochs: { min: 0, max: 100 },
  rateFactor: { min: 0.0001, max: 1 },
  trainingSubset: { min: 32, max: 1_000_000 },
} as const satisfies Record<string, Range>;

/** Budgets for what a spec costs once its shapes are known. */
export const COST_LIMITS = {
  /** Values in all weights that are trained: 20 million, 80 MB of float32. */
  parameters: 20_000_000,
  /** Bytes of activations, gradients, weights and optimiser state held in one training step: 4 GiB. */
  trainingBytes: 4 * 2 ** 30,
  /** Floating-point operations of the whole training: 10^15, some ten hours on two CPU cores. */
  trainingFlops: 1e15,
  /** Bytes of disk that the features of one training may take: 24 GiB, twice those of the lab notebook's network. */
  featureBytes: 24 * 2 ** 30,
} as const;

/** What people write on a run. */
export const NOTE_LIMITS = {
  /** Tags of one run. */
  tags: 20,
  /** Characters of a tag. */
  tag: 30,
  /** Characters of a note. */
  note: 5_000,
} as const;

/** Characters of what is searched for, and of the value of a filter. */
export const SEARCH_LENGTH = 80;

/** Runs that one call changes, compares or answers about. */
export const RUNS_AT_ONCE = 500;

/** Runs that one comparison holds, and at most behind one shared link. */
export const COMPARED_RUNS = { min: 2, max: 50 } as const;

/** Runs that one person may have queued or running at the same time, besides those of sweeps. */
export const ACTIVE_RUNS_PER_USER = 20;

/** Calls within a minute by which one person changes something. */
export const CHANGES_PER_MINUTE = 300;

/** Seconds that an administrator may let one person's runs train within a day; 0 is without limit, the most a year. */
export const TRAINING_SECONDS_PER_DAY = { min: 0, max: 365 * 86_400 } as const satisfies Range;

/** Waiting runs of everybody that the page of the queue shows. */
export const QUEUE_ROWS = 100;

/** Runs that one person may keep. */
export const RUNS_PER_USER = 20_000;

/** Bytes that the models of one person may take, with the files in other formats that they asked for: 50 GB. */
export const STORED_BYTES_PER_USER = 50e9;

/** Models that one person may show to everybody. */
export const PUBLISHED_MODELS_PER_USER = 200;

/** Files in formats of other tools that one person may have in preparation at the same time. */
export const EXPORTS_AT_ONCE = 8;

/** Files in formats of other tools that one person may ask for within 24 hours. */
export const EXPORTS_PER_DAY = 100;

/** What one sweep may ask for. */
export const SWEEP_LIMITS = {
  dimensions: { min: 0, max: 6 },
  /** Values of one dimension. */
  values: { min: 1, max: 50 },
  repetitions: { min: 1, max: 20 },
  runs: { min: 2, max: 200 },
  /** Epochs before the first rung of successive halving. */
  minEpochs: { min: 1, max: 100 },
  /** One of so many goes on at each rung. */
  reduction: { min: 2, max: 10 },
} as const satisfies Record<string, Range>;

/** Floating-point operations of all trainings of one sweep: ten times those of the largest single run. */
export const SWEEP_FLOPS = 10 * COST_LIMITS.trainingFlops;

/** Rows of one page of the list of sweeps. */
export const SWEEPS_PER_PAGE = 25;

/** Sweeps of one person that have runs to do; theirs do not count as runs that were launched one by one. */
export const ACTIVE_SWEEPS_PER_USER = 3;

/** What one person may group as versions. */
export const COLLECTION_LIMITS = {
  /** Characters of a name. */
  name: 60,
  /** Collections of one person. */
  collections: 100,
  /** Versions of one collection. */
  versions: 100,
  /** Aliases of one collection that its owner sets. */
  aliases: 10,
  /** Characters of an alias. */
  alias: 32,
} as const;

/** Tokens and calls of programs. */
export const API_LIMITS = {
  /** Tokens of one person that have not been revoked. */
  tokens: 20,
  /** Characters of a token's name. */
  tokenName: { min: 1, max: 60 },
  /** Days after which a token expires. */
  tokenDays: { min: 1, max: 365 },
  /** Calls of one person within a minute, whatever their tokens. */
  callsPerMinute: 600,
  /** Seconds that one call waits for events. */
  waitSeconds: { min: 0, max: 25 },
} as const;

/** Webhooks of one person, and messages to one of them. */
export const WEBHOOK_LIMITS = {
  webhooks: 5,
  /** Characters of an address. */
  url: 500,
  /** Messages that its log keeps besides those that wait. */
  log: 100,
  /** Messages that may wait before no more tests and repetitions are taken. */
  waiting: 100,
} as const;
