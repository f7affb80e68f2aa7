import type { ClassifierState } from "../../../_inference/use-classifier.ts";
import { Meter } from "../../../_ui/meter.tsx";

type LoadingModelProps = { name: string; classifier: ClassifierState };

/** How much of a model has arrived. */
export const LoadingModel = ({ name, classifier }: LoadingModelProps) => (
  <div className="grid content-center gap-2">
    <Meter
      share={
        classifier.status === "loading" && classifier.totalBytes > 0
          ? classifier.receivedBytes / classifier.totalBytes
          : 0
      }
      tone="accent"
      label="Loading the model"
    />
    <p className="caption">Fetching {name} into this browser</p>
  </div>
);
