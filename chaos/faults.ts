/**
 * What may go wrong. Each fault strikes one part and mends it again; until it settles, nothing else strikes that part.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { SeededRandom } from "./random.ts";
import type { ChaosSystem } from "./system/chaos-system.ts";
import type { Part } from "./system/part.ts";
import type { PostgresPart } from "./system/postgres-part.ts";
import type { ProcessPart } from "./system/process-part.ts";
import type { TrainerPart } from "./system/trainer-part.ts";

/** What remains until another trainer has the run of one that fell silent: heartbeat of the queue, its watch, one look. */
export const LEASE_SECONDS = 10 + 3 + 1;

export type Fault = {
  name: string;
  /** How often it comes, relative to the others. */
  weight: number;
  /** Whether a run that is hit counts a death of its trainer. */
  costsLife: boolean;
  part: Part;
  /** @returns false when there was nothing to hit */
  strike: (random: SeededRandom) => Promise<boolean>;
};

export const faultsOf = ({ trainers, webs, servers, postgres }: ChaosSystem): Fault[] => [
  ...trainers.flatMap(trainerFaults),
  ...webs.flatMap((web) => serverFaults(web, "web app")),
  ...servers.flatMap((server) => serverFaults(server, server.name)),
  ...postgresFaults(postgres),
];

const pause = (random: SeededRandom, from: number, to: number) => sleep(1000 * random.between(from, to));

function trainerFaults(trainer: TrainerPart): Fault[] {
  const fault = (name: string, weight: number, costsLife: boolean, strike: Fault["strike"]): Fault => ({
    name,
    weight,
    costsLife,
    part: trainer,
    strike,
  });
  const restart = async (random: SeededRandom) => {
    await pause(random, 0, 2);
    await trainer.start();
    return true;
  };
  const freeze = async (seconds: number, send: (signal: NodeJS.Signals) => void) => {
    send("SIGSTOP");
    await sleep(1000 * seconds);
    send("SIGCONT");
    return true;
  };
  const alone = (signal: NodeJS.Signals) => trainer.signal(signal);
  const whole = (signal: NodeJS.Signals) => trainer.signalGroup(signal);
  const pastLease = (random: SeededRandom) => LEASE_SECONDS + random.between(1, 6);
  return [
    fault("training process killed", 4, true, async () => trainer.signalWorker("SIGKILL")),
    fault("supervisor killed", 3, true, async (random) => {
      await trainer.kill();
      return restart(random);
    }),
    fault("trainer killed", 2, true, async (random) => {
      await trainer.crash();
      return restart(random);
    }),
    fault("trainer lost with its disk", 1, true, async (random) => {
      await trainer.crash();
      await trainer.forget();
      return restart(random);
    }),
    fault("trainer asked to end", 2, false, async (random) => {
      await trainer.stop();
      return restart(random);
    }),
    fault("supervisor frozen past the lease", 1, true, (random) => freeze(pastLease(random), alone)),
    fault("trainer frozen past the lease", 1, true, (random) => freeze(pastLease(random), whole)),
    fault("trainer frozen for a moment", 2, false, (random) => freeze(random.between(1, 5), whole)),
  ];
}

function serverFaults(server: ProcessPart, what: string): Fault[] {
  const common = { costsLife: false, part: server };
  return [
    {
      ...common,
      name: `${what} killed`,
      weight: 3,
      strike: async (random) => {
        await server.crash();
        await pause(random, 0, 2);
        await server.start();
        return true;
      },
    },
    {
      ...common,
      name: `${what} frozen`,
      weight: 1,
      strike: async (random) => {
        server.signalGroup("SIGSTOP");
        await pause(random, 1, 6);
        server.signalGroup("SIGCONT");
        return true;
      },
    },
  ];
}

const postgresFaults = (postgres: PostgresPart): Fault[] => [
  {
    name: "database crashed",
    weight: 5,
    costsLife: false,
    part: postgres,
    strike: async (random) => {
      await postgres.crash();
      await pause(random, 0, 4);
      await postgres.start();
      return true;
    },
  },
  {
    name: "connections to the database cut",
    weight: 4,
    costsLife: false,
    part: postgres,
    strike: () => postgres.cutConnections(),
  },
];
