"use client";
import { LIMITS } from "#domain/limits";
import { Input } from "../../../_ui/input.tsx";
import { useTypedSearch } from "../../_parts/use-typed-search.ts";

type AuthorFieldProps = { value: string; onChange: (author: string) => void };

/** Narrows to authors whose name holds the text, once the fingers rest. */
export function AuthorField({ value, onChange }: AuthorFieldProps) {
  const [text, setText] = useTypedSearch(value, onChange);
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
