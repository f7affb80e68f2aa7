import { LICENCE_FACTS, licenceAddress, NO_LICENCE } from "#domain/models/licences";
import { Plate } from "../../../../_ui/plate.tsx";
import type { ModelDetail } from "./model-detail.ts";

/** On what terms others may use the model; what it begins with has terms of its own. */
export function ModelLicence({ model: { licence, spec } }: { model: ModelDetail }) {
  return (
    <Plate title="Licence">
      <p className="caption text-pretty">
        {licence === null ? (
          NO_LICENCE
        ) : (
          <>
            <a className="text-link" href={licenceAddress(licence)} rel="noreferrer">
              {LICENCE_FACTS[licence].title}
            </a>
            : {LICENCE_FACTS[licence].meaning}
          </>
        )}
        {spec.architecture.backbone && " The part that came from ImageNet has a licence of its own, which stays."}
      </p>
    </Plate>
  );
}
