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
 * and `x` choose the row where rows can be chosen, with Shift all from the one before; Escape chooses none. `Enter` needs
 * no help: the focus is on a link.
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
      const at = links.findIndex((link) => (link.closest("tr") ?? link).contains(document.activeElement));
      const onLink = links[at] !== undefined && links[at] === document.activeElement;
      const row = onLink ? links[at]?.closest<HTMLElement>("[data-run]")?.dataset.run : undefined;

      if ((event.key === " " || event.key.toLowerCase() === "x") && row) {
        event.preventDefault();
        return current.current?.onToggle(row, event.shiftKey);
      }
      if (event.key === "Escape") return current.current?.onClear();
      const step =
        event.key === "j" || (onLink && event.key === "ArrowDown")
          ? 1
          : event.key === "k" || (onLink && event.key === "ArrowUp")
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
