"use client";
import { useEffect, useState } from "react";
import { LIMITS } from "#domain/limits";
import { Input } from "../../../_ui/input.tsx";

const DELAY_MS = 250;

type AuthorFieldProps = { value: string; onChange: (author: string) => void };

/** Narrows to authors whose name holds the text, once the fingers rest. */
export function AuthorField({ value, onChange }: AuthorFieldProps) {
  const [text, setText] = useState(value);
  // The address changed by itself: back, forward, or a press on an author's name.
  useEffect(() => setText(value), [value]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed starts a search
  useEffect(() => {
    if (text.trim() === value) return;
    const timer = setTimeout(() => onChange(text.trim()), DELAY_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <Input
      type="search"
      icon="user"
      aria-label="Author"
      placeholder="author"
      maxLength={LIMITS.displayName.max}
      className="border-line-strong tablet:h-[30px] tablet:w-[170px]"
      value={text}
      onChange={({ target }) => setText(target.value)}
    />
  );
}
