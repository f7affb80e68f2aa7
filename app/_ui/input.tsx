"use client";
import clsx from "clsx";
import type { ComponentProps, ReactNode } from "react";
import { useFieldControl } from "./field.tsx";
import { Icon, type IconName } from "./icon.tsx";

type InputProps = ComponentProps<"input"> & {
  icon?: IconName;
  /** A small control or unit inside, at the right end. */
  end?: ReactNode;
};

/** A text field; inside a `Field` it is labelled and described by it, elsewhere it needs an `aria-label`. */
export function Input({ icon, end, className, ...rest }: InputProps) {
  const input = <input {...useFieldControl()} {...rest} className={clsx("input", className)} />;
  if (!icon && !end) return input;
  return (
    <span className="input-box">
      {icon && <Icon name={icon} size="s" />}
      {input}
      {end && <span className="input-end">{end}</span>}
    </span>
  );
}
