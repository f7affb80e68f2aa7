import { execute } from "./command.mjs";

/** Runs npm, the one that started us if one did. */
export function npm(args, options) {
  const self = process.env.npm_execpath;
  return self?.endsWith("npm-cli.js")
    ? execute(process.execPath, [self, ...args], options)
    : execute("npm", args, options);
}
