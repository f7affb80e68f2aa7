import { KeyValues } from "../../../../_ui/key-values.tsx";
import { Plate } from "../../../../_ui/plate.tsx";
import { CopyJsonButton } from "../../_parts/copy-json-button.tsx";
import { configurationFacts } from "../../_view/configuration-facts.ts";
import type { RunDetail } from "../../_view/run-types.ts";

/** All that decides the result but the machine. */
export function Configuration({ spec, id }: Pick<RunDetail, "spec"> & { id?: string }) {
  return (
    <Plate title="Configuration" id={id} tools={<CopyJsonButton value={spec} label="Copy the specification as JSON" />}>
      <KeyValues items={configurationFacts(spec)} />
    </Plate>
  );
}
