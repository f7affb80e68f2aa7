"use client";
import clsx from "clsx";
import { type DragEvent, type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { Button } from "./button.tsx";
import { Icon } from "./icon.tsx";

/** Who takes several files at once gets all of them, who takes one the first. */
type Taker =
  | { onFile: (file: File) => void; onFiles?: undefined }
  | { onFiles: (files: File[]) => void; onFile?: undefined };

type DropTargetProps = Taker & {
  /** Media types for the file chooser, as in `accept` of an input. */
  accept: string;
  title: string;
  /** Small words under the buttons. */
  hint?: ReactNode;
  disabled?: boolean;
  className?: string;
  /** Shown in place of icon, title and buttons: a picture that is already there. Dropping and pasting go on working. */
  children?: ReactNode;
};

const give = (files: FileList | null | undefined, { onFile, onFiles }: Taker): boolean => {
  const [first] = files ?? [];
  if (!files || !first) return false;
  if (onFiles) onFiles([...files]);
  else onFile(first);
  return true;
};

/** Takes files three ways: dropped, pasted anywhere on the page, or chosen with a button. */
export function DropTarget({
  accept,
  title,
  hint,
  disabled = false,
  className,
  children,
  ...handlers
}: DropTargetProps) {
  const { onFile, onFiles } = handlers;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the taker is what it is made of
  const taker = useMemo(() => handlers, [onFile, onFiles]);
  const [over, setOver] = useState(false);
  const depth = useRef(0);

  useEffect(() => {
    if (disabled) return;
    const paste = (event: ClipboardEvent) => {
      if (give(event.clipboardData?.files, taker)) event.preventDefault();
    };
    document.addEventListener("paste", paste);
    return () => document.removeEventListener("paste", paste);
  }, [taker, disabled]);

  // Enter and leave also fire for the children, so the pointer is inside while their difference is not 0.
  const track = (step: 1 | -1 | 0) => {
    depth.current = step === 0 ? 0 : depth.current + step;
    setOver(depth.current > 0 && !disabled);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    track(0);
    if (!disabled) give(event.dataTransfer.files, taker);
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
          <FileButton accept={accept} {...taker} disabled={disabled} size="sm" />
          {hint && <div className="caption">{hint}</div>}
        </>
      )}
    </section>
  );
}

type FileButtonProps = Taker & {
  accept: string;
  disabled?: boolean;
  size?: "sm" | "md";
  className?: string;
  children?: ReactNode;
};

/** Opens the system's file chooser. */
export function FileButton({
  accept,
  disabled,
  size,
  className,
  children = "Choose a file",
  ...taker
}: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept={accept}
        multiple={taker.onFiles !== undefined}
        hidden
        onChange={(event) => {
          give(event.target.files, taker);
          event.target.value = ""; // so that the same file can be chosen again
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
