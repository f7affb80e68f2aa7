"use client";
import { SEARCH_LENGTH } from "#domain/limits";
import { Input } from "../../../_ui/input.tsx";
import { useTypedSearch } from "../../_parts/use-typed-search.ts";

type SearchFieldProps = { value: string; onChange: (text: string) => void };

/** Searches while one types, once the fingers rest. */
export function SearchField({ value, onChange }: SearchFieldProps) {
  const [text, setText] = useTypedSearch(value, onChange);
  return (
    <Input
      type="search"
      icon="search"
      maxLength={SEARCH_LENGTH}
      aria-label="Search runs"
      placeholder="name, network, tag, note"
      className="border-line-strong tablet:h-[30px] tablet:w-[250px]"
      value={text}
      onChange={({ target }) => setText(target.value)}
    />
  );
}
