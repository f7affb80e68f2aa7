export const BACKBONE_IDS = ["efficientnet-lite0", "xception"] as const;
export type BackboneId = (typeof BACKBONE_IDS)[number];
