"use client";
import clsx from "clsx";
import type { ComponentProps } from "react";
import { useFieldControl } from "./field.tsx";
import { Icon } from "./icon.tsx";

/** The browser's own select, dressed; `option` elements are its children. */
export function Select({ className, ...rest }: ComponentProps<"select">) {
  return (
    <span className="select">
      <select {...useFieldControl()} {...rest} className={clsx("input", className)} />
      <Icon name="down" />
    </span>
  );
}
