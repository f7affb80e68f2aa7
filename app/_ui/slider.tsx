"use client";
import clsx from "clsx";
import { useId } from "react";

/** A thin line with a ring on it, in the engines that let themselves be styled; the others draw their own in green. */
const RANGE = clsx(
  "h-6 min-w-0 flex-1 appearance-none bg-transparent accent-accent",
  "[&::-webkit-slider-runnable-track]:h-0.5 [&::-webkit-slider-runnable-track]:bg-control",
  "[&::-webkit-slider-thumb]:-mt-[7px] [&::-webkit-slider-thumb]:size-4 [&::-webkit-slider-thumb]:appearance-none",
  "[&::-webkit-slider-thumb]:rounded-full [&::-webkit-slider-thumb]:border-2 [&::-webkit-slider-thumb]:border-solid",
  "[&::-webkit-slider-thumb]:border-accent [&::-webkit-slider-thumb]:bg-surface",
  "[&::-moz-range-track]:h-0.5 [&::-moz-range-track]:bg-control [&::-moz-range-thumb]:border-accent",
  "[&::-moz-range-thumb]:bg-surface",
);

type SliderProps = {
  label: string;
  min: number;
  max: number;
  value: number;
  /** The value in words. */
  valueText: string;
  onChange: (value: number) => void;
  className?: string;
};

/** A number between two others, which fingers can set. */
export function Slider({ label, valueText, onChange, className, ...range }: SliderProps) {
  const id = useId();
  return (
    <div className={clsx("flex items-center gap-2.5 text-xs text-ink-2", className)}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="range"
        className={RANGE}
        aria-valuetext={valueText}
        onChange={({ target }) => onChange(target.valueAsNumber)}
        {...range}
      />
    </div>
  );
}
