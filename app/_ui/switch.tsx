import clsx from "clsx";
import type { ComponentProps, ReactNode } from "react";

type SwitchProps = Omit<ComponentProps<"input">, "type" | "role"> & { label: ReactNode };

/** Something that is on or off at once, without a button to confirm it. */
export function Switch({ label, className, ...rest }: SwitchProps) {
  return (
    <label className={clsx("check-label", className)}>
      {/* biome-ignore lint/a11y/useAriaPropsForRole: a checkbox tells its own state */}
      <input {...rest} type="checkbox" role="switch" className="switch" />
      <span>{label}</span>
    </label>
  );
}
