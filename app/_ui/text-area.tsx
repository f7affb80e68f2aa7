"use client";
import clsx from "clsx";
import type { ComponentProps } from "react";
import { useFieldControl } from "./field.tsx";

/** A field of several lines that grows with its text where the browser can. */
export function TextArea({ className, ...rest }: ComponentProps<"textarea">) {
  return <textarea {...useFieldControl()} {...rest} className={clsx("input text-area", className)} />;
}
