import "server-only";
import { redirect } from "next/navigation";
import { getContext } from "../_trpc/server.ts";

export type Viewer = { id: string; name: string; email: string; role: "admin" | "user" };

/** Who is signed in; asked once per request. */
export async function getViewer(): Promise<Viewer | null> {
  return (await getContext()).viewer;
}

/** Whoever is signed in; anybody else goes to sign in, and from there to `returnTo`. */
export async function requireViewer(returnTo: string): Promise<Viewer> {
  return (await getViewer()) ?? redirect(`/sign-in?next=${encodeURIComponent(returnTo)}`);
}
