import clsx from "clsx";
import type { PixelSize } from "./pixel-image.tsx";

/** A picture as a tile of a larger one: `position` counts row by row, each of `columns` tiles. */
export type Tile = { src: string; columns: number; position: number };

type SheetTileProps = {
  /** Null while its sheet is on its way. */
  tile: Tile | null;
  size: PixelSize;
  /** Words for the picture; leave them out where they stand beside it. */
  alt?: string;
  className?: string;
};

/** One square picture of a sheet, in whole pixels. */
export function SheetTile({ tile, size, alt, className }: SheetTileProps) {
  const place = tile && {
    backgroundImage: `url("${tile.src}")`,
    backgroundSize: `${tile.columns * size}px auto`,
    backgroundPosition: `${-(tile.position % tile.columns) * size}px ${-Math.floor(tile.position / tile.columns) * size}px`,
  };
  const look = {
    className: clsx("pixels", !tile && "skeleton", className),
    style: { width: size, height: size, ...place },
  };
  return alt ? <span role="img" aria-label={alt} {...look} /> : <span aria-hidden="true" {...look} />;
}
