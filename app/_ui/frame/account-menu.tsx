"use client";
import { usePathname } from "next/navigation";
import { ButtonLink } from "../button.tsx";
import { Menu } from "../menu.tsx";
import { signInFrom } from "./navigation.ts";

export type FrameUser = { name: string; email: string; role: "admin" | "user" };

type AccountMenuProps = { user: FrameUser | null; onSignOut: () => void };

/** The account of who is signed in, or the way in. */
export function AccountMenu({ user, onSignOut }: AccountMenuProps) {
  const pathname = usePathname();
  if (!user) {
    return (
      <ButtonLink variant="plain" size="sm" href={signInFrom(pathname)} className="-mr-2.5">
        Sign in
      </ButtonLink>
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
        { label: "Sign out", icon: "sign-out", onSelect: onSignOut },
      ]}
    />
  );
}
