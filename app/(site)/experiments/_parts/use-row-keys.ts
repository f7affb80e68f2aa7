import { type RefObject, useEffect } from "react";

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName));

/**
 * `j` and `k` move the focus between the rows from anywhere on the page, the arrow keys do so once it is in the table.
 * `Enter` needs no help: the focus is on a link.
 */
export function useRowKeys(body: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (document.querySelector("[role=dialog], [role=menu]")) return;
      const links = [...(body.current?.querySelectorAll<HTMLElement>(".row-link") ?? [])];
      const at = document.activeElement instanceof HTMLElement ? links.indexOf(document.activeElement) : -1;
      const arrows = at >= 0;
      const step =
        event.key === "j" || (arrows && event.key === "ArrowDown")
          ? 1
          : event.key === "k" || (arrows && event.key === "ArrowUp")
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
