import type { ReactNode } from "react";
import { Button } from "./button.tsx";

type ErrorStateProps = {
  /** What happened, as a sentence. */
  title: string;
  /** What it means and what to do. */
  children?: ReactNode;
  onRetry?: () => void;
  retrying?: boolean;
};

/** Something did not arrive; it stands where the thing would. */
export function ErrorState({ title, children, onRetry, retrying }: ErrorStateProps) {
  return (
    <div className="error-state" role="alert">
      <div className="sub">
        <b className="text-ink">{title}</b> {children}
      </div>
      {onRetry && (
        <Button size="sm" icon="retry" loading={retrying} onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}
