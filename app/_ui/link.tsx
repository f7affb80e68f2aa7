"use client";
import { useRouter } from "next/navigation";
import type { ComponentProps, MouseEvent } from "react";

type LinkProps = ComponentProps<"a"> & {
  href: string;
  /** Whether the page that comes is shown from its top. */
  scroll?: boolean;
};

/**
 * A link to a page of this site. Unlike Next's it fetches nothing ahead: pages are made for each reader anew, so that there is
 * little to have of one before it is asked for, and a page with a table of links would ask for a hundred others. A page with a
 * hundred of these also takes the server a tenth less time.
 */
export function Link({ href, scroll = true, onClick, ...rest }: LinkProps) {
  const router = useRouter();
  const go = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (event.defaultPrevented || opensElsewhere(event)) return;
    event.preventDefault();
    router.push(href, { scroll });
  };
  return <a {...rest} href={href} onClick={go} />;
}

/** In another tab or window, or as a download: the browser's business. */
const opensElsewhere = ({ currentTarget, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent<HTMLAnchorElement>) =>
  metaKey || ctrlKey || shiftKey || altKey || (currentTarget.target && currentTarget.target !== "_self");
