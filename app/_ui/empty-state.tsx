import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon.tsx";

type EmptyStateProps = { icon: IconName; title: string; children?: ReactNode; actions?: ReactNode };

/** Nothing here yet: says what will be, and offers the next step. */
export function EmptyState({ icon, title, children, actions }: EmptyStateProps) {
  return (
    <div className="empty-state">
      <Icon name={icon} size="l" />
      <h3>{title}</h3>
      {children && <div className="sub">{children}</div>}
      {actions && <div className="actions">{actions}</div>}
    </div>
  );
}
