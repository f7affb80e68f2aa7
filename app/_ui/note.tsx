import clsx from "clsx";
import type { ComponentProps } from "react";
import { Icon, type IconName } from "./icon.tsx";

type NoteProps = ComponentProps<"div"> & {
  tone?: "plain" | "warn" | "bad";
  /** Defaults to an alert sign for `warn` and `bad`, a clock for `plain`. */
  icon?: IconName;
};

/** A remark beside what it is about. Start it with a `<b>` that says the point. Pass `role="alert"` if it appears late. */
export function Note({ tone = "plain", icon, className, children, ...rest }: NoteProps) {
  return (
    <div {...rest} className={clsx("note", tone !== "plain" && `note-${tone}`, className)}>
      <Icon name={icon ?? (tone === "plain" ? "clock" : "alert")} size="s" />
      <div>{children}</div>
    </div>
  );
}
