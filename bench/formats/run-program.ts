import { createInterface } from "node:readline";
import { type Command, startChild } from "../processes/children.ts";

const ERROR_LINES = 15;

/**
 * Runs a program to its end.
 *
 * @param input for its standard input
 * @returns its standard output
 * @throws Error with the last that it said, when it failed
 */
export function runProgram(command: Command, input = ""): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = startChild(command);
    let output = "";
    const said: string[] = [];
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
    createInterface({ input: child.stderr }).on("line", (line) => said.push(line));
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${command.args[0]} ended with ${code}:\n${said.slice(-ERROR_LINES).join("\n")}`));
    });
    child.stdin.end(input);
  });
}
