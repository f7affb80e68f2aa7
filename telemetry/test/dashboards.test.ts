/** The dashboard and the alerts ask for nothing that is not measured. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const CHECKOUT = join(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(CHECKOUT, path), "utf8");
const sources = ["telemetry", "server/metrics", "trainer/supervisor"].flatMap((folder) =>
  readdirSync(join(CHECKOUT, folder)).flatMap((file) =>
    /(?<!\.test)\.ts$/.test(file) ? [read(`${folder}/${file}`)] : [],
  ),
);
/** Each name stands once in the sources, where its instrument is made; tests of web app and trainer read them all. */
const measured = new Set(sources.flatMap((text) => text.match(/(?<=")cultivar_[a-z_]+(?=")/g) ?? []));

const named = (text: string) =>
  new Set(
    (text.match(/cultivar_[a-z_]+/g) ?? []).map((name) =>
      measured.has(name) ? name : name.replace(/_(bucket|count|sum)$/, ""),
    ),
  );

type Panel = {
  id: number;
  title: string;
  type: string;
  targets?: { expr: string }[];
  gridPos: { x: number; y: number; w: number; h: number };
};

it("the dashboard names metrics that exist, and shows all of them", () => {
  const { panels } = JSON.parse(read("deploy/grafana/cultivar.json")) as { panels: Panel[] };
  const shown = named(panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr)).join("\n"));
  expect([...shown].sort()).toEqual([...measured].sort());
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  for (const { x, w } of panels.map(({ gridPos }) => gridPos)) expect(x + w).toBeLessThanOrEqual(24);
});

it("the alerts name metrics that exist", () => {
  const expressions = read("deploy/prometheus/alerts.yaml");
  const asked = named(expressions);
  expect(asked.size).toBeGreaterThan(4);
  for (const name of asked) expect(measured).toContain(name);
});
