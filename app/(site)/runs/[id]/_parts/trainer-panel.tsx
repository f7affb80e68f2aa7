import { DATASETS } from "#domain/datasets/catalogue";
import { deviceTitle, engineTitle } from "#domain/runs/engine-record";
import { KeyValues } from "../../../../_ui/key-values.tsx";
import { Note } from "../../../../_ui/note.tsx";
import { formatCount } from "../../../../_ui/numbers.ts";
import { Plate } from "../../../../_ui/plate.tsx";
import { formatAbout } from "../../_view/about-duration.ts";
import type { RunDetail } from "../../_view/run-types.ts";

/** A trainer writes every two seconds; closer than that is now. */
const ago = (seconds: number) => (seconds < 3 ? "just now" : `${formatAbout(seconds)} ago`);

/** Which machine computes or computed the run: with the seed, all that repeats it bit for bit. */
export function TrainerPanel({ run }: { run: RunDetail }) {
  const { engine, trainer } = run;
  const running = run.state === "running";
  const items = [
    { key: "Trainer", value: trainer?.name ?? "gone" },
    ...(engine
      ? [
          { key: "Engine", value: engineTitle(engine) },
          { key: "Device", value: deviceTitle(engine) },
          { key: "Threads", value: String(engine.threads) },
          { key: "Precision", value: engine.precision },
          { key: "TensorFlow.js", value: engine.tfjs },
          { key: "Node", value: engine.node },
          { key: "Platform", value: engine.platform },
        ]
      : []),
    { key: "Attempt", value: String(Math.max(1, run.leaseEpoch)) },
    ...(running && trainer ? [{ key: "Heard of", value: ago(trainer.heartbeatAge) }] : []),
  ];
  return (
    <Plate title="Trainer">
      {engine || trainer ? <KeyValues items={items} /> : <p className="sub">No trainer has taken the run yet.</p>}
      {running && (
        <Note className="mt-4">
          <b>Then:</b> one test on {formatCount(DATASETS[run.spec.dataset].test.count)} pictures, and the model is
          stored, for your eyes only until you publish it.
        </Note>
      )}
    </Plate>
  );
}
