import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { execute } from "./command.mjs";
import { say } from "./report.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/**
 * @param {import("./paths.mjs").Paths} paths
 * @param {string} node
 * @returns {Promise<string>} the path of a Chromium that starts: the one named by PLAYWRIGHT_CHROMIUM, else one on the PATH,
 *   else Playwright's own, else (as root on Debian) the distribution's
 * @throws when there is none and none can be installed
 */
export async function ensureChromium(paths, node, env = process.env) {
  if (env.PLAYWRIGHT_CHROMIUM) {
    await version(env.PLAYWRIGHT_CHROMIUM).catch((error) => {
      throw new Error(`PLAYWRIGHT_CHROMIUM names a program that does not start: ${error.message}`);
    });
    return env.PLAYWRIGHT_CHROMIUM;
  }
  const attempts = [
    () => findOnPath(env.PATH ?? ""),
    () => installWithPlaywright(paths, node),
    () => installFromDebian(env.PATH ?? ""),
  ];
  const reasons = [];
  for (const attempt of attempts) {
    try {
      const found = await attempt();
      await version(found);
      return found;
    } catch (error) {
      reasons.push(error.message.split("\n").slice(0, 4).join(" "));
    }
  }
  throw new Error(
    `The browser tests need Chromium: install one or set PLAYWRIGHT_CHROMIUM to its path. Tried:\n- ${reasons.join("\n- ")}`,
  );
}

function findOnPath(path) {
  for (const folder of path.split(delimiter)) {
    for (const name of NAMES) {
      if (folder && existsSync(join(folder, name))) return join(folder, name);
    }
  }
  throw new Error(`none of ${NAMES.join(", ")} is on the PATH`);
}

async function installWithPlaywright(paths, node) {
  const playwright = join(paths.modules, "@playwright/test");
  const ask = `console.log(require(${JSON.stringify(playwright)}).chromium.executablePath())`;
  const path = (await execute(node, ["-e", ask])).stdout.trim();
  if (!existsSync(path)) {
    say("chromium", "Downloading Playwright's Chromium (about 170 MB)");
    await execute(node, [join(playwright, "cli.js"), "install", "chromium"]);
  }
  return path;
}

async function installFromDebian(path) {
  if (process.getuid?.() !== 0 || !existsSync("/etc/debian_version"))
    throw new Error("not root on Debian, so apt-get is not tried");
  say("chromium", "Installing Debian's chromium by apt-get (about 100 MB)");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await execute("apt-get", ["update"], { env });
  await execute("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], { env });
  return findOnPath(path);
}

/** Starting it for its version finds missing libraries too. */
async function version(browser) {
  await execute(browser, ["--version"]);
}
