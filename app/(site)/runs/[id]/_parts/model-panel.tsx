import { Link } from "../../../../_ui/link.tsx";
import { ModelVisibility } from "../../../models/_parts/model-visibility.tsx";
import type { RunDetail } from "../../_view/run-types.ts";

/** Whether others see the model of a run, and the way to change that; nothing where there is no model. */
export function ModelPanel({ run }: { run: RunDetail }) {
  const { modelId: id, modelVisibility: visibility, modelLicence: licence, testCount, trainingSubset, spec } = run;
  if (id === null || visibility === null) return null;
  return (
    <ModelVisibility model={{ id, visibility, licence, dataset: spec.dataset, testCount, trainingSubset }}>
      <Link className="text-link" href={`/models/${id}`}>
        Its page
      </Link>
    </ModelVisibility>
  );
}
