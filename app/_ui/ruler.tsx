import clsx from "clsx";
import type { CSSProperties } from "react";

type RulerProps = {
  epochs: number;
  /** Epochs done, with the share of the current one: 7.65. */
  done: number;
  /** Best epoch so far, from 1. */
  best?: number;
  label?: string;
  /** Said instead of the epochs, where the fields are none. */
  text?: string;
};

/** The progress of a run as a ruler with one field per epoch, a marker over the best. */
export function Ruler({ epochs, done, best, label = "Progress", text }: RulerProps) {
  const gap = epochs <= 40 ? 3 : epochs <= 100 ? 1 : 0;
  const reached = Math.min(Math.max(done, 0), epochs);
  return (
    <div
      className="ruler"
      style={{ "--ruler-gap": `${gap}px` } as CSSProperties}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={epochs}
      aria-valuenow={Number(reached.toFixed(2))}
      aria-valuetext={text ?? `${reached.toFixed(1)} of ${epochs} epochs`}
    >
      {Array.from({ length: epochs }, (_, index) => {
        const epoch = index + 1;
        const share = Math.min(Math.max(reached - index, 0), 1);
        return (
          <span
            key={epoch}
            className={clsx(epoch === best && "ruler-best")}
            style={{ "--done": share } as CSSProperties}
          >
            {epoch === best && <b aria-hidden="true">best</b>}
          </span>
        );
      })}
    </div>
  );
}
