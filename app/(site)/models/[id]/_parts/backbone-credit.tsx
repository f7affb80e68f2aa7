import type { BackboneId } from "#domain/backbones/backbone-ids";
import { BACKBONES } from "#domain/backbones/catalogue";
import { KeyValues } from "../../../../_ui/key-values.tsx";
import { Plate } from "../../../../_ui/plate.tsx";

/** Whose work a model on a backbone begins with, and on what terms. */
export function BackboneCredit({ id }: { id: BackboneId }) {
  const { title, about, homepage, licence, citation } = BACKBONES[id];
  return (
    <Plate title={title} caption="the part that came from ImageNet">
      <p className="caption mb-3 text-pretty">{about}</p>
      <KeyValues
        items={[
          { key: "Citation", value: citation },
          { key: "Licence", value: licence },
          {
            key: "Homepage",
            value: (
              <a className="text-link" href={homepage} rel="noreferrer">
                {new URL(homepage).host}
              </a>
            ),
          },
        ]}
      />
    </Plate>
  );
}
