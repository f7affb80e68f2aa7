/** Lengths of time that are estimated: in whole seconds, for a tenth of one would claim to be known. */
import { durationParts, formatDuration, type NumberPart } from "../../../_ui/numbers.ts";

const NBSP = "\u00a0";
const inWholeSeconds = (seconds: number) => seconds < 9.5;
const whole = (seconds: number) => String(Math.max(1, Math.round(seconds)));

/** "8 s", "1 min 52 s", in parts whose units are set small; at least a second. */
export const aboutParts = (seconds: number): NumberPart[] =>
  inWholeSeconds(seconds) ? [{ value: whole(seconds), unit: "s" }] : durationParts(Math.round(seconds));

/** The same as text. */
export const formatAbout = (seconds: number): string =>
  inWholeSeconds(seconds) ? `${whole(seconds)}${NBSP}s` : formatDuration(Math.round(seconds));
