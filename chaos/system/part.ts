/** One server of the system: something that runs by itself, and that a fault may hit. */
export type Part = {
  readonly name: string;
  start(): Promise<void>;
  /** Ends it at once, with whatever it was doing. */
  crash(): Promise<void>;
  /** Asks it to end, and waits until it has. */
  stop(): Promise<void>;
};
