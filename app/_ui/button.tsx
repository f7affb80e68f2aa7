import clsx from "clsx";
import type { ComponentProps, ReactNode } from "react";
import { Icon, type IconName } from "./icon.tsx";
import { Link } from "./link.tsx";

type Look = {
  /** `go` is the one green act of a view, `plain` has no border, `danger` destroys something. */
  variant?: "default" | "go" | "plain" | "danger";
  size?: "sm" | "md" | "big";
  icon?: IconName;
  iconEnd?: IconName;
  children?: ReactNode;
};

const look = ({ variant = "default", size = "md" }: Look, className?: string) =>
  clsx("button", variant !== "default" && `button-${variant}`, size !== "md" && `button-${size}`, className);

function Inside({ icon, iconEnd, children, loading }: Look & { loading?: boolean }) {
  return (
    <>
      {loading ? <span className="spinner" aria-hidden="true" /> : icon && <Icon name={icon} size="s" />}
      {children}
      {iconEnd && <Icon name={iconEnd} size="s" />}
    </>
  );
}

type ButtonProps = Look & ComponentProps<"button"> & { loading?: boolean };

/** A button; `loading` disables it and turns its icon into a spinner. */
export function Button({ variant, size, icon, iconEnd, loading, className, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={rest.disabled || loading}
      aria-busy={loading || undefined}
      className={look({ variant, size }, className)}
    >
      <Inside icon={icon} iconEnd={iconEnd} loading={loading}>
        {children}
      </Inside>
    </button>
  );
}

/** A link that looks like a button: it goes somewhere, it changes nothing. */
export function ButtonLink({
  variant,
  size,
  icon,
  iconEnd,
  className,
  children,
  ...rest
}: Look & ComponentProps<typeof Link>) {
  return (
    <Link {...rest} className={look({ variant, size }, className)}>
      <Inside icon={icon} iconEnd={iconEnd}>
        {children}
      </Inside>
    </Link>
  );
}

type IconButtonProps = Omit<ComponentProps<"button">, "children"> & {
  icon: IconName;
  label: string;
  loading?: boolean;
};

/** A button that shows only an icon; `label` is its name and its tooltip. */
export function IconButton({ icon, label, loading, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      title={label}
      {...rest}
      disabled={rest.disabled || loading}
      aria-busy={loading || undefined}
      aria-label={label}
      className={clsx("icon-button", className)}
    >
      {loading ? <span className="spinner" aria-hidden="true" /> : <Icon name={icon} size="s" />}
    </button>
  );
}
