import { formatSignificant } from "../../../_ui/numbers.ts";
import type { Range } from "./heat-colours.ts";

/** "from −0.2 to 1.4", or that all values are one. */
export const rangeInWords = ({ least, greatest }: Range): string =>
  least === greatest
    ? `${formatSignificant(least)} everywhere`
    : `from ${formatSignificant(least)} to ${formatSignificant(greatest)}`;
