import type { ReactNode } from "react";
import { deviceTitle, engineTitle } from "#domain/runs/engine-record";
import { KeyValues } from "../../../../_ui/key-values.tsx";
import { formatCount } from "../../../../_ui/numbers.ts";
import { Plate } from "../../../../_ui/plate.tsx";
import { ClockTime, RelativeTime } from "../../../../_ui/relative-time.tsx";
import type { ModelDetail } from "./model-detail.ts";

/** What computed the model: with the configuration and its seed, all that repeats it bit for bit. */
export function Provenance({ model: { engine, createdAt, testCount } }: { model: ModelDetail }) {
  const items: { key: string; value: ReactNode }[] = [
    { key: "Engine", value: engineTitle(engine) },
    { key: engine.device === "gpu" ? "GPU" : "CPU", value: deviceTitle(engine) },
    { key: "Threads", value: formatCount(engine.threads) },
    { key: "Precision", value: engine.precision },
    { key: "TensorFlow.js", value: engine.tfjs },
    { key: "Node", value: `${engine.node}, ${engine.platform}` },
    { key: "Measured on", value: `${formatCount(testCount)} test pictures` },
    {
      key: "Finished",
      value: (
        <>
          <RelativeTime at={createdAt} />, <ClockTime at={createdAt} />
        </>
      ),
    },
  ];
  return (
    <Plate title="Provenance">
      <KeyValues items={items} />
    </Plate>
  );
}
