// `npm start`: sets up what is missing, then runs database, web app and trainer until Ctrl-C.
import { openDatabase } from "./database.mjs";
import { readRunning, removeRunning, writeRunning } from "./running.mjs";
import { endCommands } from "./setup/command.mjs";
import { assembleEnvironment } from "./setup/environment.mjs";
import { isPortFree } from "./setup/free-port.mjs";
import { locate } from "./setup/paths.mjs";
import { beginSetup } from "./setup/prepare.mjs";
import { endGroup, identify, isAlive } from "./setup/process-identity.mjs";
import { say } from "./setup/report.mjs";
import { startSystem } from "./system.mjs";

const STEPS = ["node", "prisma", "tensorflow", "dataset", "build"];

const paths = locate();
/** What to undo at the end, the last first. */
const stops = [];
let interrupted = false;

const interruption = new Promise((resolve) => {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    // npm passes on the SIGINT that the terminal has sent us already, so a second one means nothing.
    process.on(signal, () => {
      interrupted = true;
      resolve();
    });
  }
});

try {
  const run = setUpAndRun();
  run.catch(() => {});
  await Promise.race([run, interruption]);
  if (interrupted) await giveUp(run);
} catch (error) {
  console.error(`\n${error.message}`);
  process.exitCode = 1;
}
for (const stop of stops.reverse()) await stop().catch((error) => console.error(error.message));
process.exit();

async function setUpAndRun() {
  const port = readPort(process.env.PORT ?? "3000");
  // Whoever signs up first becomes the administrator, so nobody else on the network can unless HOST opens the port to them.
  const host = process.env.HOST ?? "127.0.0.1";
  await endEarlierStart();
  if (!(await isPortFree(port))) {
    throw new Error(
      `Port ${port} is taken by another program: stop that, or choose another port, as in PORT=${port + 1} npm start.`,
    );
  }
  const need = await beginSetup(paths, STEPS);
  await Promise.all(STEPS.map(need));
  const node = await need("node");
  if (interrupted) return;

  const database = await openDatabase(paths, node);
  stops.push(database.stop);
  const environment = await assembleEnvironment(paths, { node, databaseUrl: database.url, port });
  if (interrupted) return;

  const url = `http://localhost:${port}`;
  const system = startSystem(paths, { node, port, host, environment, output: 2 });
  stops.push(async () => {
    say("start", "Stopping; a training that runs keeps a checkpoint first");
    await system.stop();
    await removeRunning(paths);
  });
  await writeRunning(paths, { url, start: identify(process.pid), members: system.members });
  await system.ready;
  console.log(`\nCultivar is ready at ${url} (Ctrl-C stops it)\n`);
  const { name, how } = await system.ended;
  throw new Error(`The ${name} ${how}, so everything stops. Start again with npm start.`);
}

/** Ends an unfinished set-up; a system that runs is left to its stops. */
async function giveUp(run) {
  if (stops.length > 0) return;
  endCommands();
  const patience = new Promise((resolve) => setTimeout(resolve, 5000));
  await Promise.race([run.catch(() => {}), patience]);
}

/** After a kill -9 of the last start its web app and trainer still run; they end before new ones start. */
async function endEarlierStart() {
  const earlier = await readRunning(paths);
  if (!earlier) return;
  if (isAlive(earlier.start)) {
    throw new Error(
      `Cultivar runs already at ${earlier.url} (process ${earlier.start.pid}): use that, or stop it with Ctrl-C first.`,
    );
  }
  for (const member of earlier.members.filter(isAlive)) {
    say("start", `Stopping the ${member.name} that an earlier start left behind (process ${member.pid})`);
    await endGroup(member, 20_000);
  }
  await removeRunning(paths);
}

/** @throws when `text` is no port number */
function readPort(text) {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65536) return port;
  throw new Error(`PORT must be a whole number from 1 to 65535, but is "${text}".`);
}
