"use client";
import { useEffect } from "react";
import { Toaster, toast } from "sonner";
import { Button, IconButton } from "./button.tsx";
import { Icon } from "./icon.tsx";
import { onToast, type ToastFacts, takeToasts } from "./toast-queue.ts";

/** The toasts on the screen. */
export function ToastList() {
  useEffect(() => {
    const showAll = () => takeToasts().forEach(show);
    showAll();
    return onToast(showAll);
  }, []);
  return <Toaster position="bottom-center" offset={20} mobileOffset={{ bottom: 76 }} gap={8} />;
}

function show({ message, tone, undo, about }: ToastFacts): void {
  toast.custom(
    (id) => (
      <div className={tone === "bad" ? "toast toast-bad" : "toast"}>
        <Icon name={tone === "bad" ? "alert" : "check"} size="s" />
        <span>{message}</span>
        {undo && (
          <Button
            size="sm"
            variant="plain"
            onClick={() => {
              toast.dismiss(id);
              undo();
            }}
          >
            Undo
          </Button>
        )}
        <IconButton icon="x" label="Close" onClick={() => toast.dismiss(id)} />
      </div>
    ),
    { duration: undo ? 10_000 : 5_000, ...(about !== undefined && { id: about }) },
  );
}
