"use client";
import clsx from "clsx";
import { type DragEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "./button.tsx";
import { Icon } from "./icon.tsx";

type DropTargetProps = {
  /** Media types for the file chooser, as in `accept` of an input. */
  accept: string;
  onFile: (file: File) => void;
  title: string;
  /** Small words under the buttons. */
  hint?: ReactNode;
  disabled?: boolean;
  className?: string;
  /** Shown in place of icon, title and buttons: a picture that is already there. Dropping and pasting go on working. */
  children?: ReactNode;
};

/** Takes a file three ways: dropped, pasted anywhere on the page, or chosen with a button. */
export function DropTarget({ accept, onFile, title, hint, disabled = false, className, children }: DropTargetProps) {
  const [over, setOver] = useState(false);
  const depth = useRef(0);

  useEffect(() => {
    if (disabled) return;
    const paste = (event: ClipboardEvent) => {
      const file = event.clipboardData?.files[0];
      if (!file) return;
      event.preventDefault();
      onFile(file);
    };
    document.addEventListener("paste", paste);
    return () => document.removeEventListener("paste", paste);
  }, [onFile, disabled]);

  // Enter and leave also fire for the children, so the pointer is inside while their difference is not 0.
  const track = (step: 1 | -1 | 0) => {
    depth.current = step === 0 ? 0 : depth.current + step;
    setOver(depth.current > 0 && !disabled);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    track(0);
    const file = event.dataTransfer.files[0];
    if (file && !disabled) onFile(file);
  };

  return (
    <section
      aria-label={title}
      className={clsx("drop-target", className)}
      data-over={over}
      onDragEnter={() => track(1)}
      onDragLeave={() => track(-1)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
    >
      {children ?? (
        <>
          <Icon name="image" size="xl" />
          <h3 className="text-md">{title}</h3>
          <p className="caption">or paste it, or</p>
          <FileButton accept={accept} onFile={onFile} disabled={disabled} size="sm" />
          {hint && <div className="caption">{hint}</div>}
        </>
      )}
    </section>
  );
}

type FileButtonProps = {
  accept: string;
  onFile: (file: File) => void;
  disabled?: boolean;
  size?: "sm" | "md";
  className?: string;
  children?: ReactNode;
};

/** Opens the system's file chooser. */
export function FileButton({ accept, onFile, disabled, size, className, children = "Choose a file" }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept={accept}
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = ""; // so that the same file can be chosen again
          if (file) onFile(file);
        }}
      />
      <Button
        icon="upload"
        size={size}
        className={className}
        disabled={disabled}
        onClick={() => input.current?.click()}
      >
        {children}
      </Button>
    </>
  );
}
