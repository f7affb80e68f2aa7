import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { parseTheme, THEME_COOKIE, themeAttribute } from "./_ui/frame/theme.ts";
import { Toaster } from "./_ui/toast.tsx";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Cultivar", template: "%s · Cultivar" },
  description: "Train image classifiers from the web, rank them, and run them in the browser.",
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbfcfb" },
    { media: "(prefers-color-scheme: dark)", color: "#101312" },
  ],
};

/** Reading the cookie also makes every page dynamic, which the per-request nonce of the CSP needs (see proxy.ts). */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = parseTheme((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <html
      lang="en"
      className={`${GeistSans.variable} ${GeistMono.variable}`}
      data-theme={themeAttribute(theme)}
      suppressHydrationWarning
    >
      <body>
        {children}
        <Toaster />
      </body>
    </html>
  );
}
