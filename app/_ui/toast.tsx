"use client";
import { Toaster as Sonner, toast } from "sonner";
import { Button, IconButton } from "./button.tsx";
import { Icon } from "./icon.tsx";

/** Where toasts appear; once, in the root layout. */
export function Toaster() {
  return <Sonner position="bottom-center" offset={20} mobileOffset={{ bottom: 76 }} gap={8} />;
}

type ToastOptions = {
  tone?: "good" | "bad";
  /** Takes the act back; the toast then stays for ten seconds. */
  undo?: () => void;
};

/** Confirms what was just done. Never the only copy of a message: what failed is also said where it failed. */
export function showToast(message: string, { tone = "good", undo }: ToastOptions = {}): void {
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
    { duration: undo ? 10_000 : 5_000 },
  );
}
