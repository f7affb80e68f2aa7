import clsx from "clsx";
import type { ReactNode } from "react";

/** Drawn in a 24-unit box with a 1.5 px line, round ends and no fills. */
const DRAWINGS = {
  alert: (
    <path d="M12 9v4.5M12 16.5v.1M10.7 4.7 3.3 17.8A1.5 1.5 0 0 0 4.6 20h14.8a1.5 1.5 0 0 0 1.3-2.2L13.3 4.7a1.5 1.5 0 0 0-2.6 0z" />
  ),
  book: <path d="M12 6.5C10.5 5 8 4.5 4 4.5V18c4 0 6.5.5 8 2 1.5-1.5 4-2 8-2V4.5c-4 0-6.5.5-8 2zM12 6.5V20" />,
  camera: (
    <>
      <path d="M3.5 8.5A1.5 1.5 0 0 1 5 7h3l1.5-2.5h5L16 7h3a1.5 1.5 0 0 1 1.5 1.5V18a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 18z" />
      <circle cx="12" cy="13" r="3.25" />
    </>
  ),
  check: <path d="m5 12.5 4.5 4.5L19 7.5" />,
  chevron: <path d="m9.5 6 6 6-6 6" />,
  chip: (
    <>
      <rect x="6.5" y="6.5" width="11" height="11" rx="1.5" />
      <path d="M10 3.5v3M14 3.5v3M10 17.5v3M14 17.5v3M3.5 10h3M3.5 14h3M17.5 10h3M17.5 14h3" />
    </>
  ),
  clipboard: (
    <>
      <rect x="5.5" y="5" width="13" height="15.5" rx="1.5" />
      <rect x="9" y="3.5" width="6" height="3.5" rx="1" />
    </>
  ),
  clock: (
    <>
      <circle cx="12" cy="12" r="8" />
      <path d="M12 7.5V12l3 2" />
    </>
  ),
  copy: (
    <>
      <rect x="8.5" y="8.5" width="11.5" height="11.5" rx="1.5" />
      <path d="M15.5 8.5v-3A1.5 1.5 0 0 0 14 4H5.5A1.5 1.5 0 0 0 4 5.5V14a1.5 1.5 0 0 0 1.5 1.5h3" />
    </>
  ),
  dice: (
    <>
      <rect x="4.5" y="4.5" width="15" height="15" rx="2" />
      <path d="M9 9h.1M15 15h.1M12 12h.1M15 9h.1M9 15h.1" />
    </>
  ),
  dots: (
    <>
      <circle cx="5.5" cy="12" r=".8" />
      <circle cx="12" cy="12" r=".8" />
      <circle cx="18.5" cy="12" r=".8" />
    </>
  ),
  down: <path d="m6 9.5 6 6 6-6" />,
  download: <path d="M12 4v11M7.5 11l4.5 4.5 4.5-4.5M4.5 20h15" />,
  eye: (
    <>
      <path d="M3 12c2.2-4 5.2-6 9-6s6.8 2 9 6c-2.2 4-5.2 6-9 6s-6.8-2-9-6z" />
      <circle cx="12" cy="12" r="2.75" />
    </>
  ),
  "eye-off": (
    <path d="M5.5 8.8C4.5 9.7 3.7 10.8 3 12c2.2 4 5.2 6 9 6 1.6 0 3-.4 4.3-1M9.5 6.3c.8-.2 1.6-.3 2.5-.3 3.8 0 6.8 2 9 6-.6 1.1-1.3 2.1-2.1 2.9M4 4l16 16" />
  ),
  file: <path d="M13.5 3.5H7A1.5 1.5 0 0 0 5.5 5v14A1.5 1.5 0 0 0 7 20.5h10a1.5 1.5 0 0 0 1.5-1.5V8.5zM13.5 3.5v5h5" />,
  filter: <path d="M4 7h16M7 12h10M10 17h4" />,
  flask: <path d="M9 3.5h6M10 3.5v6L4.9 18a2 2 0 0 0 1.7 3h10.8a2 2 0 0 0 1.7-3L14 9.5v-6M7.4 14.5h9.2" />,
  grid: (
    <>
      <rect x="4" y="4" width="6.5" height="6.5" rx="1" />
      <rect x="13.5" y="4" width="6.5" height="6.5" rx="1" />
      <rect x="4" y="13.5" width="6.5" height="6.5" rx="1" />
      <rect x="13.5" y="13.5" width="6.5" height="6.5" rx="1" />
    </>
  ),
  image: (
    <>
      <rect x="4" y="4" width="16" height="16" rx="1.5" />
      <circle cx="9" cy="9.5" r="1.5" />
      <path d="m4.5 17 4.5-4.5 3.5 3.5 3-3 4.5 4.5" />
    </>
  ),
  key: (
    <>
      <circle cx="8" cy="15.5" r="4" />
      <path d="m11 12.5 8-8M15.5 8l3 3" />
    </>
  ),
  keyboard: (
    <>
      <rect x="3" y="6" width="18" height="12" rx="1.5" />
      <path d="M7 10h.1M10.3 10h.1M13.7 10h.1M17 10h.1M8 14h8" />
    </>
  ),
  layers: <path d="m12 4 8.5 4.5L12 13 3.5 8.5zM3.5 12.5 12 17l8.5-4.5M3.5 16.5 12 21l8.5-4.5" />,
  link: (
    <path d="M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-.8.8M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l.8-.8" />
  ),
  lock: (
    <>
      <rect x="5.5" y="10.5" width="13" height="9.5" rx="1.5" />
      <path d="M8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5" />
    </>
  ),
  monitor: (
    <>
      <rect x="3.5" y="4.5" width="17" height="11.5" rx="1.5" />
      <path d="M12 16v3.5M8.5 19.5h7" />
    </>
  ),
  moon: <path d="M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z" />,
  note: (
    <path d="M5.5 4h13A1.5 1.5 0 0 1 20 5.5v9L14.5 20h-9A1.5 1.5 0 0 1 4 18.5v-13A1.5 1.5 0 0 1 5.5 4zM20 14.5h-4a1.5 1.5 0 0 0-1.5 1.5v4" />
  ),
  pause: <path d="M8.5 5.5v13M15.5 5.5v13" />,
  pencil: <path d="m5 19 .9-3.9L16 5l3 3L8.9 18.1zM14 7l3 3" />,
  play: <path d="M7.5 5v14l11-7z" />,
  plus: <path d="M12 5v14M5 12h14" />,
  podium: <path d="M3.5 20.5h17M4.5 20.5v-6H9M9 20.5v-13h6v13M15 11.5h4.5v9" />,
  retry: <path d="M4.5 12a7.5 7.5 0 1 0 2.5-5.6L4.5 8.5M4.5 4.5v4h4" />,
  right: <path d="M4.5 12h15M13.5 6l6 6-6 6" />,
  scan: (
    <>
      <path d="M4 8.5v-3A1.5 1.5 0 0 1 5.5 4h3M15.5 4h3A1.5 1.5 0 0 1 20 5.5v3M20 15.5v3a1.5 1.5 0 0 1-1.5 1.5h-3M8.5 20h-3A1.5 1.5 0 0 1 4 18.5v-3" />
      <circle cx="12" cy="12" r="3.5" />
    </>
  ),
  search: (
    <>
      <circle cx="10.5" cy="10.5" r="6" />
      <path d="m15 15 5 5" />
    </>
  ),
  share: <path d="M12 14.5V4M8 7.5 12 3.5l4 4M6 11.5V19a1.5 1.5 0 0 0 1.5 1.5h9A1.5 1.5 0 0 0 18 19v-7.5" />,
  "sign-out": (
    <path d="M13.5 8V5.5A1.5 1.5 0 0 0 12 4H6.5A1.5 1.5 0 0 0 5 5.5v13A1.5 1.5 0 0 0 6.5 20H12a1.5 1.5 0 0 0 1.5-1.5V16M9.5 12H20M16.5 8.5 20 12l-3.5 3.5" />
  ),
  sliders: (
    <>
      <path d="M4 8h8.5M17.5 8H20M4 16h2.5M11.5 16H20" />
      <circle cx="15" cy="8" r="2.5" />
      <circle cx="9" cy="16" r="2.5" />
    </>
  ),
  stop: <rect x="6.5" y="6.5" width="11" height="11" rx="1" />,
  sun: (
    <>
      <circle cx="12" cy="12" r="3.75" />
      <path d="M12 3.5v2M12 18.5v2M3.5 12h2M18.5 12h2M6 6l1.4 1.4M16.6 16.6 18 18M6 18l1.4-1.4M16.6 7.4 18 6" />
    </>
  ),
  table: <path d="M4 5.5h16v13H4zM4 10h16M4 14.3h16M10 5.5v13" />,
  tag: <path d="M4 4.5h7.5L20 13l-7 7-8.5-8.500zM8 8.500v.1" />,
  trash: (
    <path d="M5 7h14M9.5 7V4.5h5V7M6.5 7l.8 12a1.5 1.5 0 0 0 1.5 1.5h6.4a1.5 1.5 0 0 0 1.5-1.5l.8-12M10.3 11v5.5M13.7 11v5.5" />
  ),
  undo: <path d="M8.5 5 4.5 9l4 4M4.5 9H14a5 5 0 0 1 0 10H9" />,
  up: <path d="m6 14.5 6-6 6 6" />,
  upload: <path d="M12 15.5V4.5M7.5 9 12 4.5 16.5 9M4.5 20h15" />,
  user: (
    <>
      <circle cx="12" cy="8.5" r="4" />
      <path d="M4.5 20c.8-3.7 3.6-5.5 7.5-5.5s6.7 1.8 7.5 5.5" />
    </>
  ),
  x: <path d="m6.5 6.5 11 11M17.5 6.5l-11 11" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof DRAWINGS;

type IconProps = {
  name: IconName;
  /** 15, 18, 22 or 32 px. */
  size?: "s" | "m" | "l" | "xl";
  /** Only where the icon alone carries the meaning; otherwise it is hidden from assistive technology. */
  label?: string;
  className?: string;
};

export function Icon({ name, size = "m", label, className }: IconProps) {
  return (
    <svg
      viewBox="0 0 24 24"
      className={clsx("icon", size !== "m" && `icon-${size}`, className)}
      role={label ? "img" : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      {DRAWINGS[name]}
    </svg>
  );
}
