import { type RefObject, useEffect, useRef } from "react";

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || (/^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName) && !isCheckbox(target)));
const isCheckbox = (target: HTMLElement) => target instanceof HTMLInputElement && target.type === "checkbox";

type RowKeys = {
  /** Called with `data-run` of the row that has the focus. */
  onToggle: (id: string, range: boolean) => void;
  onClear: () => void;
};

/**
 * `j` and `k` move the focus between the rows from anywhere on the page, the arrow keys do so once it is in the table. Space
 * and `x` choose the row, with Shift all from the one before; Escape chooses none. `Enter` needs no help: the focus is on a
 * link. Without `keys` rows cannot be chosen.
 */
export function useRowKeys(body: RefObject<HTMLElement | null>, keys?: RowKeys): void {
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (document.querySelector("[role=dialog], [role=menu]")) return;
      const links = [...(body.current?.querySelectorAll<HTMLElement>(".row-link") ?? [])];
      const focused = document.activeElement?.closest<HTMLElement>("[data-run]");
      const at = links.findIndex((link) => focused?.contains(link));
      const row = links[at] === document.activeElement ? focused?.dataset.run : undefined;

      const choose = current.current;
      if (choose && (event.key === " " || event.key.toLowerCase() === "x") && row) {
        event.preventDefault();
        return choose.onToggle(row, event.shiftKey);
      }
      if (choose && event.key === "Escape") return choose.onClear();
      const step =
        event.key === "j" || (row && event.key === "ArrowDown")
          ? 1
          : event.key === "k" || (row && event.key === "ArrowUp")
            ? -1
            : 0;
      if (step === 0) return;
      const next = links[Math.min(Math.max(at + step, 0), links.length - 1)];
      if (!next) return;
      event.preventDefault();
      next.focus();
      next.scrollIntoView({ block: "nearest" });
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [body]);
}
