"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { Icon } from "../icon.tsx";
import { isCurrent, PLACES } from "./navigation.ts";

/** The places of the app, the current one marked. */
export function NavLinks() {
  const pathname = usePathname();
  return PLACES.map((place) => (
    <Link
      key={place.href}
      href={place.href}
      className="nav-item"
      aria-current={isCurrent(place, pathname) ? "page" : undefined}
    >
      <Icon name={place.icon} />
      {place.label}
    </Link>
  ));
}
