import type { LayerRow } from "#domain/experiments/layer-rows";
import type { NetworkPart } from "../../../_ui/network-strip.tsx";

/** The strip of a network that is known by its summary alone: what is not trained is drawn as frozen. */
export function stripOfLayers(layers: readonly LayerRow[], side: number): NetworkPart[] {
  const parts: NetworkPart[] = [{ kind: "input", height: side, width: 3 }];
  for (const { type, output, parameters, trained } of layers) {
    const [height = 1, , channels] = output;
    if (channels !== undefined && parameters > 0) {
      parts.push({ kind: trained === 0 ? "frozen" : "conv", height: side, width: channels });
    } else if (type === "Dense") {
      parts.push({ kind: "dense", height });
    }
  }
  return parts;
}
