import clsx from "clsx";
import type { ComponentProps, ReactNode } from "react";

type ChoiceCardProps = Omit<ComponentProps<"input">, "type"> & { children: ReactNode };

/** A radio button drawn as a card; put several with one `name` into a `fieldset`. */
export function ChoiceCard({ children, className, ...rest }: ChoiceCardProps) {
  return (
    <label className={clsx("choice-card", className)}>
      <input {...rest} type="radio" className="sr-only" />
      {children}
    </label>
  );
}
