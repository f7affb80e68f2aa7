import clsx from "clsx";

/** Lines as they stand in a file or a log, which scroll. */
export const CodeBlock = ({ children, className }: { children: string; className?: string }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
  <pre tabIndex={0} className={clsx("output overflow-auto", className)}>
    <code>{children}</code>
  </pre>
);
