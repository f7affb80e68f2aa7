"use client";
import { type ComponentType, useEffect, useState } from "react";
import { addToast, onToast, type ToastFacts } from "./toast-queue.ts";

export const loadToasts = () => import("./toast-list.tsx");

/** Where toasts appear; once, in the root layout. */
export function Toaster() {
  const [List, setList] = useState<ComponentType | null>(null);
  useEffect(
    () =>
      onToast(() => {
        // A toast is never the only copy of its message: without a connection it may be missing.
        loadToasts().then(
          ({ ToastList }) => setList(() => ToastList),
          () => {},
        );
      }),
    [],
  );
  return List && <List />;
}

/** Confirms what was just done. Never the only copy of a message: what failed is also said where it failed. */
export function showToast(message: string, options: Omit<ToastFacts, "message"> = {}): void {
  addToast({ message, ...options });
}
