import type { Block } from "./blocks.ts";

const WORDS = { conv: "Conv", dense: "Dense" } as const;

/** `Conv 1`, `Conv 2`, `Dense`: numbered where there are several of a kind. */
export function blockNames(blocks: readonly Pick<Block, "kind">[]): string[] {
  const seen = { conv: 0, dense: 0 };
  return blocks.map(({ kind }) => {
    seen[kind] += 1;
    const several = blocks.filter((block) => block.kind === kind).length > 1;
    return several ? `${WORDS[kind]} ${seen[kind]}` : WORDS[kind];
  });
}
