"use client";
import { useEffect, useState } from "react";
import { Input } from "../../../_ui/input.tsx";

const DELAY_MS = 250;

type SearchFieldProps = { value: string; onChange: (text: string) => void };

/** Searches while one types, once the fingers rest. */
export function SearchField({ value, onChange }: SearchFieldProps) {
  const [text, setText] = useState(value);
  // The address changed by itself: back, forward, or a button that clears the search.
  useEffect(() => setText(value), [value]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed starts a search
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => onChange(text), DELAY_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <Input
      type="search"
      icon="search"
      maxLength={80}
      aria-label="Search runs"
      placeholder="name, network, tag, note"
      className="border-line-strong tablet:h-[30px] tablet:w-[250px]"
      value={text}
      onChange={({ target }) => setText(target.value)}
    />
  );
}
