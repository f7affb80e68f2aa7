"use client";
import { Popover as Radix } from "radix-ui";
import type { ReactNode } from "react";

type PopoverProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** One button, which opens it. */
  trigger: ReactNode;
  /** What it is for, for assistive technology. */
  label: string;
  align?: "start" | "end";
  children: ReactNode;
};

/** A small form beside the button that opens it; closes on Escape and on a press elsewhere. */
export function Popover({ open, onOpenChange, trigger, label, align = "start", children }: PopoverProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className="popover" aria-label={label} align={align} sideOffset={6} collisionPadding={8}>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
