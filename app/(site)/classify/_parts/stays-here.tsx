import type { ReactNode } from "react";
import { Icon } from "../../../_ui/icon.tsx";

/** What the file chooser offers; what a file really is, its first bytes say. */
export const PICTURE_TYPES = "image/png,image/jpeg,image/webp,image/gif";

/** True because the worker that runs the network may reach this origin only, and gets nothing but the small square. */
export function StaysHere({ children }: { children?: ReactNode }) {
  return (
    <p className="flex items-center gap-2 text-xs leading-[18px] text-ink-2">
      <Icon name="lock" size="s" className="text-accent-text" />
      <span>Your image stays in this browser. {children}</span>
    </p>
  );
}
