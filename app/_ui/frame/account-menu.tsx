"use client";
import { usePathname } from "next/navigation";
import { ButtonLink, IconButton } from "../button.tsx";
import { Menu } from "../menu.tsx";
import { OTHER_PLACES, signInFrom } from "./navigation.ts";
import { THEMES, ThemeMenu } from "./theme-menu.tsx";
import { useThemeChoice } from "./use-theme-choice.ts";

export type FrameUser = { name: string; email: string; role: "admin" | "user" };

type AccountMenuProps = { user: FrameUser | null; onSignOut: () => void };

/** The account of who is signed in, or the way in. */
export function AccountMenu({ user, onSignOut }: AccountMenuProps) {
  const pathname = usePathname();
  const [theme, setTheme] = useThemeChoice();
  if (!user) {
    return (
      <>
        <span className="tablet:hidden">
          <ThemeMenu side="bottom" trigger={<IconButton icon="sun" label="Theme" />} />
        </span>
        <ButtonLink variant="plain" size="sm" href={signInFrom(pathname)} className="-mr-2.5">
          Sign in
        </ButtonLink>
      </>
    );
  }
  return (
    <Menu
      trigger={
        <button type="button" className="avatar" aria-label={`Account: ${user.name}`}>
          {user.name.slice(0, 2).toUpperCase()}
        </button>
      }
      heading={
        <>
          <b className="block">{user.name}</b>
          <span className="caption block">{user.email}</span>
          {user.role === "admin" && <span className="caption block">Administrator</span>}
        </>
      }
      entries={[
        { label: "Account", icon: "user", href: "/account" },
        // Wider windows have these and the theme in the rail.
        ...OTHER_PLACES.map(({ label, icon, href }) => ({ label, icon, href, phoneOnly: true })),
        ...THEMES.map(({ value, label, icon }) => ({
          label: `Theme: ${label.toLowerCase()}`,
          icon,
          chosen: theme === value,
          phoneOnly: true,
          onSelect: () => setTheme(value),
        })),
        { label: "Sign out", icon: "sign-out", onSelect: onSignOut },
      ]}
    />
  );
}
