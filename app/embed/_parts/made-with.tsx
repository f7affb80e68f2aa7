import { Logo } from "../../_ui/logo.tsx";

/** The way out of the frame, into a page of its own. */
export const MadeWith = ({ href }: { href: string }) => (
  <a
    className="inline-flex items-center gap-1.5 text-xs font-medium text-ink-2 hover:underline"
    href={href}
    target="_blank"
    rel="noopener"
  >
    <Logo className="size-4" />
    Cultivar
  </a>
);
