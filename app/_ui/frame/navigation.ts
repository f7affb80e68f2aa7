import type { IconName } from "../icon.tsx";

export type Place = {
  href: string;
  label: string;
  icon: IconName;
  /** Pressed after `g`. */
  key: string;
  /** First parts of the addresses that belong here. */
  covers: readonly string[];
};

/** What exists, in the order of the rail. */
export const PLACES: readonly Place[] = [
  {
    href: "/experiments",
    label: "Experiments",
    icon: "flask",
    key: "e",
    covers: ["experiments", "runs", "sweeps", "compare"],
  },
  { href: "/leaderboard", label: "Leaderboard", icon: "podium", key: "l", covers: ["leaderboard", "models"] },
  { href: "/classify", label: "Classify", icon: "scan", key: "c", covers: ["classify"] },
  { href: "/datasets", label: "Datasets", icon: "grid", key: "d", covers: ["datasets"] },
  { href: "/trainers", label: "Trainers", icon: "chip", key: "t", covers: ["trainers"] },
  { href: "/labs", label: "Labs", icon: "book", key: "a", covers: ["labs"] },
];

/** A phone has room for five below; who signs in finds the others in the menu of the account. */
const BELOW = new Set(["/experiments", "/leaderboard", "/classify", "/datasets", "/labs"]);
export const PHONE_PLACES = PLACES.filter(({ href }) => BELOW.has(href));
export const OTHER_PLACES = PLACES.filter(({ href }) => !BELOW.has(href));

export const NEW_SWEEP = { href: "/sweeps/new", label: "New sweep", icon: "sliders", key: "s" } as const;
export const NEW_RUN = { href: "/experiments/new", label: "New run", icon: "plus", key: "n" } as const;

/** Where the current page leads from, so that signing in comes back to it. */
export const signInFrom = (pathname: string): string =>
  pathname === "/" || pathname.startsWith("/sign-") ? "/sign-in" : `/sign-in?next=${encodeURIComponent(pathname)}`;

export const isCurrent = (place: Place, pathname: string): boolean =>
  place.covers.includes(pathname.split("/")[1] ?? "");
