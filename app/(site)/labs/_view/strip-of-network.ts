import type { NetworkFacts } from "#domain/labs/networks";
import type { NetworkPart } from "../../../_ui/network-strip.tsx";
import { networkStripOf } from "../../experiments/_view/network-strip-of.ts";
import { stripOfLayers } from "./strip-of-layers.ts";

/** The strip of a network of a lab, whether it can be trained here or is known by its summary alone. */
export const stripOf = ({ spec, layers }: NetworkFacts, side: number): NetworkPart[] =>
  spec ? networkStripOf(spec.architecture, spec.dataset) : stripOfLayers(layers, side);
