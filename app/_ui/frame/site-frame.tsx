"use client";
import dynamic from "next/dynamic";
import { usePathname, useRouter } from "next/navigation";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { Icon } from "../icon.tsx";
import { Link } from "../link.tsx";
import { Logo } from "../logo.tsx";
import { AccountMenu, type FrameUser } from "./account-menu.tsx";
import type { Command, Found } from "./commands.ts";
import { NavLinks } from "./nav-links.tsx";
import { NEW_RUN, NEW_SWEEP, PHONE_PLACES, PLACES, signInFrom } from "./navigation.ts";
import { useShownCommands } from "./page-commands.ts";
import { chooseTheme } from "./theme.ts";
import { THEMES, ThemeMenu } from "./theme-menu.tsx";
import { useShortcuts } from "./use-shortcuts.ts";

// Opened by few and late: their code is fetched with the first use.
const CommandPalette = dynamic(() => import("./command-palette.tsx").then((module) => module.CommandPalette));
const ShortcutsDialog = dynamic(() => import("./shortcuts-dialog.tsx").then((module) => module.ShortcutsDialog));

type SiteFrameProps = {
  user: FrameUser | null;
  onSignOut: () => void;
  /** What is searched for; null while nobody searches. */
  onSearch: (query: string | null) => void;
  found: Found;
  children: ReactNode;
};

/** Rail, top bar and tab bar around a page, with search, shortcuts, theme and account. */
export function SiteFrame({ user, onSignOut, onSearch, found, children }: SiteFrameProps) {
  const router = useRouter();
  const pathname = usePathname();
  const [open, setOpen] = useState<"palette" | "shortcuts" | null>(null);
  const [query, setQuery] = useState("");
  const pageCommands = useShownCommands();
  const palette = useOnceOpened(open === "palette");
  const shortcuts = useOnceOpened(open === "shortcuts");

  const search = (text: string) => {
    setQuery(text);
    onSearch(text);
  };
  const openPalette = () => {
    search("");
    setOpen("palette");
  };
  const closePalette = () => {
    onSearch(null);
    setOpen(null);
  };

  useShortcuts({
    ...Object.fromEntries(
      pageCommands.flatMap((command) =>
        command.keys && "onSelect" in command ? [[command.keys.join(" "), command.onSelect]] : [],
      ),
    ),
    "mod+k": openPalette,
    "?": () => setOpen("shortcuts"),
    [NEW_RUN.key]: () => router.push(NEW_RUN.href),
    [NEW_SWEEP.key]: () => router.push(NEW_SWEEP.href),
    ...Object.fromEntries(PLACES.map(({ key, href }) => [`g ${key}`, () => router.push(href)])),
  });

  const commands = useMemo<Command[]>(
    () => [
      ...pageCommands,
      ...PLACES.map(({ label, icon, href, key }) => ({ group: "Go to", label, icon, href, keys: ["g", key] })),
      {
        group: "Go to",
        label: "For programs",
        icon: "key",
        href: "/developers",
        keywords: ["api", "token", "webhook", "cli"],
      },
      {
        group: "Do",
        label: NEW_RUN.label,
        icon: NEW_RUN.icon,
        href: NEW_RUN.href,
        keys: [NEW_RUN.key],
        keywords: ["train", "launch"],
      },
      {
        group: "Do",
        label: NEW_SWEEP.label,
        icon: NEW_SWEEP.icon,
        href: NEW_SWEEP.href,
        keys: [NEW_SWEEP.key],
        keywords: ["grid", "random", "search", "tune"],
      },
      { group: "Do", label: "Keyboard shortcuts", icon: "keyboard", keys: ["?"], onSelect: () => setOpen("shortcuts") },
      ...(user
        ? ([
            { group: "Account", label: "Account", icon: "user", href: "/account", keywords: ["password", "sessions"] },
            { group: "Account", label: "Sign out", icon: "sign-out", onSelect: onSignOut },
          ] satisfies Command[])
        : ([{ group: "Account", label: "Sign in", icon: "user", href: signInFrom(pathname) }] satisfies Command[])),
      ...THEMES.map(({ value, label, icon }) => ({
        group: "Theme",
        label,
        icon,
        keywords: ["theme", "appearance"],
        onSelect: () => chooseTheme(value),
      })),
    ],
    [pageCommands, user, onSignOut, pathname],
  );

  return (
    <>
      <a className="skip-link" href="#main">
        Skip to content
      </a>
      <nav className="rail" aria-label="Main">
        <Link className="rail-mark" href="/" aria-label="Cultivar, home">
          <Logo className="size-6.5" />
        </Link>
        <NavLinks places={PLACES} />
        <div className="rail-low">
          <ThemeMenu
            side="right"
            trigger={
              <button type="button" className="nav-item">
                <Icon name="sun" />
                Theme
              </button>
            }
          />
        </div>
      </nav>
      <header className="top-bar">
        <Link className="top-bar-home" href="/" aria-label="Cultivar, home">
          <Logo className="size-6.5" />
        </Link>
        <button type="button" className="find" onClick={openPalette} aria-label="Search and commands">
          <Icon name="search" size="s" />
          <span>Search or run a command</span>
          <kbd>Ctrl K</kbd>
        </button>
        <AccountMenu user={user} onSignOut={onSignOut} />
      </header>
      <main id="main" className="site-main" tabIndex={-1}>
        <div className="site-page">{children}</div>
      </main>
      <nav className="tab-bar" aria-label="Main, at the bottom">
        <NavLinks places={PHONE_PLACES} />
      </nav>
      {palette && (
        <CommandPalette
          open={open === "palette"}
          onOpenChange={(next) => (next ? openPalette() : closePalette())}
          query={query}
          onQueryChange={search}
          commands={commands}
          found={found}
        />
      )}
      {shortcuts && (
        <ShortcutsDialog open={open === "shortcuts"} onOpenChange={(next) => setOpen(next ? "shortcuts" : null)} />
      )}
    </>
  );
}

/** True from the first opening on, so that what was opened can also play its closing. */
function useOnceOpened(open: boolean): boolean {
  const [once, setOnce] = useState(open);
  useEffect(() => {
    if (open) setOnce(true);
  }, [open]);
  return once || open;
}
