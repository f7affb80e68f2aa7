import clsx from "clsx";

type MeterProps = {
  /** 0..1 */
  share: number;
  tone?: "plain" | "accent";
  /** Names the bar for assistive technology; leave it out where the number stands beside. */
  label?: string;
  className?: string;
};

/** A thin bar beside a number, or the progress of something short. */
export function Meter({ share, tone = "plain", label, className }: MeterProps) {
  const percent = Math.min(Math.max(share, 0), 1) * 100;
  const named = label
    ? {
        role: "progressbar",
        "aria-label": label,
        "aria-valuenow": Math.round(percent),
        "aria-valuemin": 0,
        "aria-valuemax": 100,
      }
    : { "aria-hidden": true };
  return (
    <span {...named} className={clsx("meter", tone === "accent" && "meter-accent", className)}>
      <span style={{ width: `${percent}%` }} />
    </span>
  );
}
