"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { Icon } from "../icon.tsx";
import { isCurrent, type Place } from "./navigation.ts";

/** Places of the app, the current one marked. */
export function NavLinks({ places }: { places: readonly Place[] }) {
  const pathname = usePathname();
  return places.map((place) => (
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
