"use client";
import type { FormEvent } from "react";
import { Button } from "./button.tsx";
import { Input } from "./input.tsx";
import { formatCount } from "./numbers.ts";

type PageTurnerProps = {
  /** What the pages are of: "Pages of pictures". */
  label: string;
  /** From 1. */
  page: number;
  pages: number;
  onPage: (page: number) => void;
};

/** Which page this is, the ways to those before and after, and a field for any other. */
export function PageTurner({ label, page, pages, onPage }: PageTurnerProps) {
  const open = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const wanted = Number(new FormData(event.currentTarget).get("page"));
    event.currentTarget.reset();
    if (Number.isInteger(wanted) && wanted !== page) onPage(Math.min(Math.max(1, wanted), pages));
  };
  return (
    <nav aria-label={label} className="flex items-center gap-2">
      <Button size="sm" disabled={page <= 1} onClick={() => onPage(page - 1)}>
        Previous
      </Button>
      {/* What was typed goes with the page that it led to. */}
      <form key={page} className="caption flex items-center gap-1.5" onSubmit={open}>
        <Input
          aria-label="Page"
          name="page"
          inputMode="numeric"
          autoComplete="off"
          defaultValue={page}
          className="page-field"
          style={{ width: `calc(${String(pages).length}ch + 1.5rem)` }}
          onFocus={({ target }) => target.select()}
          onBlur={({ target }) => target.form?.reset()}
        />
        of {formatCount(pages)}
      </form>
      <Button size="sm" disabled={page >= pages} onClick={() => onPage(page + 1)}>
        Next
      </Button>
    </nav>
  );
}
