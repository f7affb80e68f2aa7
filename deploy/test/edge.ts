/** The edge: nginx with the configuration of deploy/nginx, its variables put in as the image of nginx does it. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findFreePort } from "../../scripts/setup/free-port.mjs";
import { answers } from "../../scripts/setup/postgres.mjs";
import { PLAIN_ENVIRONMENT, startProgram, until } from "./processes.ts";

const TEMPLATE = new URL("../nginx/default.conf.template", import.meta.url);

export type Edge = { url: string; port: number; stop: () => Promise<void> };

/** @param webPorts of this machine, where the web instances answer */
export async function startEdge(nginx: string, webPorts: readonly number[], given?: number): Promise<Edge> {
  const folder = await mkdtemp(join(tmpdir(), "cultivar-edge-"));
  const port = given ?? (await findFreePort());
  const variables: Record<string, string> = {
    WEB_SERVERS: webPorts.map((web) => `server 127.0.0.1:${web} max_fails=0;`).join(" "),
    EDGE_LISTEN: `127.0.0.1:${port}`,
    EDGE_CACHE: join(folder, "cache"),
    EDGE_CACHE_MAX: "100m",
  };
  const site = (await readFile(TEMPLATE, "utf8")).replace(/\$\{(\w+)\}/g, (whole, name) => variables[name] ?? whole);
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  await mkdir(join(folder, "temp"));
  // What the image's own nginx.conf has around it. Its workers stay who started them: others may not enter the folder.
  const configuration = `
    daemon off;
    ${process.getuid?.() === 0 ? "user root;" : ""}
    pid ${join(folder, "pid")};
    error_log stderr warn;
    events {}
    http {
      access_log off;
      ${temporary.map((name) => `${name}_temp_path ${join(folder, "temp", name)};`).join("\n")}
      ${site}
    }`;
  const file = join(folder, "nginx.conf");
  await writeFile(file, configuration);
  const running = startProgram({ command: nginx, args: ["-c", file, "-p", folder], env: PLAIN_ENVIRONMENT });
  const url = `http://localhost:${port}`;
  await until("the edge answers", () => answers(`tcp://127.0.0.1:${port}`), { running });
  return {
    url,
    port,
    stop: async () => {
      await running.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
