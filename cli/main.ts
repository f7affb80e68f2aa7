#!/usr/bin/env node
// The command line of Cultivar: `npm run cultivar -- COMMAND`, or `node cli/main.ts COMMAND`. It knows the site by its API alone.
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { PRESET_IDS } from "#domain/experiments/presets";
import { EXPORT_FORMATS } from "#domain/models/export-formats";
import { BOARD_ORDERS, NETWORKS } from "#domain/models/leaderboard-view";
import { Client } from "./client.ts";
import { download } from "./commands/download.ts";
import { endRun } from "./commands/end-run.ts";
import { launch } from "./commands/launch.ts";
import { leaderboard } from "./commands/leaderboard.ts";
import { login } from "./commands/login.ts";
import { runs } from "./commands/runs.ts";
import { watch } from "./commands/watch.ts";
import { CommandError, EXIT, EXIT_WORDS } from "./exit-codes.ts";
import { readSettings, removeSettings } from "./settings.ts";
import { say } from "./terminal.ts";

const program = new Command("cultivar")
  .description("Launch runs, watch them and take models along, from a terminal or a script.")
  .addHelpText("after", `\nWith CULTIVAR_URL and CULTIVAR_TOKEN set nobody has to log in.\n\n${EXIT_WORDS}`)
  .exitOverride();

const json = () => new Option("--json", "results as JSON on standard output");
const connect = async () => new Client(await readSettings(process.env));

program
  .command("login")
  .description("keep a token, which is asked for or read from standard input")
  .option("--url <address>", "of the site", process.env.CULTIVAR_URL)
  .addOption(json())
  .action(login);

program
  .command("logout")
  .description("forget the token that is kept here; it is not revoked")
  .action(() => removeSettings(process.env));

program
  .command("launch")
  .description("launch a preset or the spec of a file")
  .argument("<preset|file>", `${PRESET_IDS.join(", ")}, or a JSON file`)
  .option("--name <name>", "of the run; that of preset or file unless given")
  .option("--set <path=value>", "set a field of the spec; can be given again", collect, [])
  .option("--key <uuid>", "launch once: the same key gives the same run again")
  .option("--watch", "follow it to its end")
  .addOption(json())
  .action(async (what, options) => launch(await connect(), what, options));

program
  .command("runs")
  .description("list runs, the latest launched first")
  .option("--state <states>", "queued, running, succeeded, failed, cancelled; several with commas")
  .option("--search <text>", "in names, networks, tags and notes")
  .option("--tag <tag>", "runs that have it")
  .option("--limit <n>", "at most so many", wholeNumber(1, 10_000), 20)
  .addOption(json())
  .action(async (options) => runs(await connect(), options));

program
  .command("watch")
  .description("follow a run to its end; the exit status says whether it succeeded")
  .argument("<run>", "its identifier")
  .addOption(json())
  .action(async (id, options) => watch(await connect(), id, options));

program
  .command("cancel")
  .description("end a run")
  .argument("<run>", "its identifier")
  .option("--stop", "after its current epoch, and keep the model")
  .addOption(json())
  .action(async (id, options) => endRun(await connect(), id, options));

program
  .command("leaderboard")
  .description("list published models")
  .addOption(new Option("--order <by>", "what comes first").choices(BOARD_ORDERS))
  .addOption(new Option("--network <network>", "only of this network").choices(NETWORKS))
  .option("--author <name>", "part of a display name")
  .option("--one-per-author", "the best of each")
  .option("--limit <n>", "at most so many", wholeNumber(5, 100), 20)
  .addOption(json())
  .action(async (options) => leaderboard(await connect(), options));

program
  .command("download")
  .description("download a model in a format of another tool")
  .argument("<model>", "its identifier, or the address of its page")
  .addOption(new Option("--format <format>", "of the file").choices(EXPORT_FORMATS).default("onnx"))
  .option("--out <file>", "where to write it; by the model's name unless given")
  .option("--force", "replace a file that is there")
  .addOption(json())
  .action(async (model, options) => download(await connect(), model, options));

function collect(value: string, before: string[]): string[] {
  return [...before, value];
}

function wholeNumber(min: number, max: number) {
  return (text: string): number => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= min && value <= max) return value;
    throw new InvalidArgumentError(`Give a whole number from ${min} to ${max}.`);
  };
}

process.once("SIGINT", () => process.exit(EXIT.interrupted));

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommandError) {
    say(error.message);
    process.exitCode = error.status;
  } else if (error instanceof CommanderError) {
    // It has said what is wrong itself; asked for help, nothing is.
    process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  } else {
    throw error;
  }
}
