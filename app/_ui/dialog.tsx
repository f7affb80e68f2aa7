"use client";
import { Dialog as Radix } from "radix-ui";
import { type ReactNode, type RefObject, useState } from "react";
import { Button } from "./button.tsx";

type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** One or two sentences under the title. */
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons, the decisive one last. */
  footer?: ReactNode;
  /** Gets the focus afterwards, where what had it before is gone: an entry of a menu. */
  returnFocusTo?: RefObject<HTMLElement | null>;
};

/** A dialog over the page: keeps focus inside, closes on Escape, gives focus back. */
export function Dialog({ open, onOpenChange, title, description, children, footer, returnFocusTo }: DialogProps) {
  const returnFocus = (event: Event) => {
    if (!returnFocusTo?.current) return;
    event.preventDefault();
    returnFocusTo.current.focus();
  };
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="scrim" />
        <Radix.Content
          className="dialog"
          onCloseAutoFocus={returnFocus}
          {...(description ? {} : { "aria-describedby": undefined })}
        >
          <Radix.Title className="text-lg font-strong tracking-snug">{title}</Radix.Title>
          {description && (
            <Radix.Description asChild>
              <div className="sub">{description}</div>
            </Radix.Description>
          )}
          {children}
          {footer && <div className="dialog-footer">{footer}</div>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

type ConfirmDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** A question: "Cancel this run?" */
  title: string;
  /** What will be lost and what is kept. */
  description: ReactNode;
  /** What the button does, as a verb: "Cancel the run". */
  confirm: string;
  /** The way back; default "Keep it". */
  dismiss?: string;
  danger?: boolean;
  /** The dialog stays, busy, until a promise it returns settles, then closes; it reports its own failure. */
  onConfirm: () => unknown;
};

/** Asks once before something that cannot be undone. */
export function ConfirmDialog({
  open,
  onOpenChange,
  title,
  description,
  confirm,
  dismiss = "Keep it",
  danger = false,
  onConfirm,
}: ConfirmDialogProps) {
  const [busy, setBusy] = useState(false);
  const act = async () => {
    setBusy(true);
    try {
      await onConfirm();
    } finally {
      setBusy(false);
      onOpenChange(false);
    }
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !busy && onOpenChange(next)}
      title={title}
      description={description}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)} disabled={busy}>
            {dismiss}
          </Button>
          <Button variant={danger ? "danger" : "go"} loading={busy} onClick={act}>
            {confirm}
          </Button>
        </>
      }
    />
  );
}
