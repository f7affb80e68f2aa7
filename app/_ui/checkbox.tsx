import clsx from "clsx";
import type { ComponentProps, ReactNode } from "react";

type CheckboxProps = Omit<ComponentProps<"input">, "type"> & {
  /** Visible label; without one, give an `aria-label`. */
  label?: ReactNode;
  /** Some but not all of what it stands for is chosen. */
  indeterminate?: boolean;
};

export function Checkbox({ label, indeterminate = false, className, ref, ...rest }: CheckboxProps) {
  // `indeterminate` exists only as a property of the element.
  const attach = (element: HTMLInputElement | null) => {
    if (element) element.indeterminate = indeterminate;
    if (typeof ref === "function") return ref(element);
    if (ref) ref.current = element;
  };
  const input = <input {...rest} ref={attach} type="checkbox" className={clsx("checkbox", !label && className)} />;
  if (!label) return input;
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is `input`, just above
    <label className={clsx("check-label", className)}>
      {input}
      <span>{label}</span>
    </label>
  );
}
