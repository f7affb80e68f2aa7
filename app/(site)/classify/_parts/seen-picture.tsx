import { formatCount } from "../../../_ui/numbers.ts";
import { PixelImage, type PixelSize } from "../../../_ui/pixel-image.tsx";
import type { UsableModel } from "./usable-model.ts";

type SeenPictureProps = {
  /** uint8 [height, width, 3] */
  input: Uint8Array;
  shape: UsableModel["inputShape"];
  /** Which picture of the test set it is, if it is one. */
  test: { label: string; number: number } | null;
  size: PixelSize;
};

/** A picture as a network sees it. */
export const SeenPicture = ({ input, shape: [height, width], test, size }: SeenPictureProps) => (
  <PixelImage
    pixels={input}
    height={height}
    width={width}
    channels={3}
    size={size}
    alt={
      test
        ? `${test.label}, test picture ${formatCount(test.number)}`
        : "The middle square of your picture, as the network sees it"
    }
  />
);
