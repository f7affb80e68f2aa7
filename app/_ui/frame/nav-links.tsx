"use client";
import { usePathname, useRouter } from "next/navigation";
import { Icon } from "../icon.tsx";
import { Link } from "../link.tsx";
import { isCurrent, type Place } from "./navigation.ts";

/** Places of the app, the current one marked. */
export function NavLinks({ places }: { places: readonly Place[] }) {
  const pathname = usePathname();
  return places.map((place) => <NavLink key={place.href} place={place} current={isCurrent(place, pathname)} />);
}

/** Some places have a frame to show at once: it is fetched ahead when somebody points at the link. */
function NavLink({ place, current }: { place: Place; current: boolean }) {
  const router = useRouter();
  const approach = () => router.prefetch(place.href);
  return (
    <Link
      href={place.href}
      className="nav-item"
      aria-current={current ? "page" : undefined}
      onMouseEnter={approach}
      onFocus={approach}
      onTouchStart={approach}
    >
      <Icon name={place.icon} />
      {place.label}
    </Link>
  );
}
