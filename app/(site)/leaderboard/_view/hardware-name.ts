import type { LeaderboardRow } from "./row.ts";

/** What a model was trained on, in short: "H200", "CPU, 2 threads", "CPU, WebAssembly". */
export function hardwareName({ kind, device, deviceName, threads }: LeaderboardRow["engine"]): string {
  // Drivers put the maker in front.
  if (device === "gpu") return deviceName.replace(/^NVIDIA (GeForce )?/, "");
  if (kind === "wasm") return "CPU, WebAssembly";
  return `CPU, ${threads} ${threads === 1 ? "thread" : "threads"}`;
}
